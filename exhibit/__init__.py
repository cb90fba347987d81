
import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy loads: the models multiply small matrices, and threads for them cost five times what they save
