// The room Monitoring; its first file replaces this one.
