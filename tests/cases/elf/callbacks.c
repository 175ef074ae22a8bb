/* The address of a function as an argument, static functions, several programs in one section. clang -target bpf -O2 -g -c callbacks.c -o callbacks.o */
#define SEC(name) __attribute__((section(name), used))

static long (*loop)(unsigned int times, void *callback, void *context, unsigned long long flags) = (void *)181;

static long each(unsigned int index, void *context)
{
	*(unsigned long long *)context += index;
	return 0;
}

__attribute__((noinline)) static unsigned long long total(unsigned int times)
{
	unsigned long long sum = 0;
	loop(times, each, &sum, 0);
	return sum;
}

SEC("tc") int first(void *skb)
{
	return total(3);
}

SEC("tc") int second(void *skb)
{
	return total(5) + 1;
}

char _license[] SEC("license") = "GPL";
