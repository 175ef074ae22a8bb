/* Maps that hold programs and maps from the start, as libbpf has them. clang -target bpf -O2 -g -c chained.c -o chained.o && llvm-strip -g chained.o */
#define SEC(name) __attribute__((section(name), used))
#define __uint(name, val) int(*name)[val]
#define __type(name, val) typeof(val) *name
#define __array(name, val) typeof(val) *name[]

static void *(*lookup)(void *map, const void *key) = (void *)1;
static long (*tail_call)(void *ctx, void *map, unsigned int index) = (void *)12;

int shaped(void *ctx);
static int counted(void *ctx);

struct inner {
	__uint(type, 2);
	__uint(max_entries, 1);
	__type(key, unsigned int);
	__type(value, unsigned long long);
};

struct inner first SEC(".maps");
struct inner second SEC(".maps");

struct {
	__uint(type, 12);
	__uint(max_entries, 4);
	__type(key, unsigned int);
	__array(values, struct inner);
} tables SEC(".maps") = { .values = { [0] = &second, [3] = &first } };

struct {
	__uint(type, 3);
	__uint(max_entries, 8);
	__uint(key_size, 4);
	__array(values, int(void *));
} stages SEC(".maps") = { .values = { [2] = (void *)&shaped, [5] = (void *)&counted } };

SEC("xdp") int entry(void *ctx)
{
	tail_call(ctx, &stages, 5);
	return 0;
}

SEC("xdp") static int counted(void *ctx)
{
	unsigned int key = 3;
	void *table = lookup(&tables, &key);
	if (table) {
		key = 0;
		unsigned long long *cell = lookup(table, &key);
		if (cell)
			*cell += 7;
	}
	tail_call(ctx, &stages, 2);
	return 1;
}

SEC("xdp/shaped") int shaped(void *ctx)
{
	return 2;
}

char _license[] SEC("license") = "GPL";
