// The room Gateways; its first file replaces this one.
