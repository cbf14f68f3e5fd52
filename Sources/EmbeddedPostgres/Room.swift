// The room EmbeddedPostgres; its first file replaces this one.
