"""What every noun on the kernel has to pass, made of one table: who takes which step, by which words, from where."""
