"""The web server, with the product loaded before its worker processes are forked, so that they share what they do not
change: two of them take little more memory than one. Arguments are granian's own, the
application last.
"""

import gc
import sys
from importlib import import_module

from granian.cli import entrypoint

if __name__ == "__main__":
    import_module(sys.argv[-1].partition(":")[0])
    gc.freeze()
    entrypoint()
