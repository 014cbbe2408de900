/** What a dump may take, as a share of the memory: Microsoft LISA counts on 0.6 and a fifth more (kdump.py). */
export const dumpShareOfMemory = 0.72;
