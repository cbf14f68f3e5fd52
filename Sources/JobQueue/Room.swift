// The room JobQueue; its first file replaces this one.
