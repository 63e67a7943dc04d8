import sys

from shelterwood.project.cli import main

sys.exit(main())
