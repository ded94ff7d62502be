// Owns the precompiled headers of the tests; nothing else.
int main() {}
