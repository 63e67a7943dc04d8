"""What everybody may know: whom to call, the signs one can see, and what help looks like. No account, nothing stored."""
