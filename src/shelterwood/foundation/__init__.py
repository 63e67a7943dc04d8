"""What every wing rests on: who acts, for which body, under which key, with which trace."""
