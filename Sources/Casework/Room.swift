// The room Casework; its first file replaces this one.
