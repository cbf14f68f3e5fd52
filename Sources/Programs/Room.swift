// The room Programs; its first file replaces this one.
