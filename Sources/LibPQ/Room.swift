// The room LibPQ; its first file replaces this one.
