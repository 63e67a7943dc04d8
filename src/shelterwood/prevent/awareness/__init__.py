"""What everybody may know: whom to call, the signs one can see, what to do, and what help looks like. No account, nothing stored.

And the notices that carry it to walls: made, recorded where they hang, looked at again. Those are an organization's own.
"""
