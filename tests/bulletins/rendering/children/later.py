"""The process that prints, on a later day, in a folder of its own."""

import os
import tempfile

import time_machine

from bulletins.rendering.child import main

with tempfile.TemporaryDirectory() as folder, time_machine.travel("2031-12-31T23:59:59"):
    os.chdir(folder)
    tempfile.tempdir = folder
    main()
