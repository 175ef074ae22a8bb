/* BTF maps, .rodata, .data, .bss, a shared function, two programs. clang -target bpf -O2 -g -c counts.c -o counts.o */
#define SEC(name) __attribute__((section(name), used))
typedef unsigned int u32;
typedef unsigned long long u64;

struct {
	int (*type)[1];
	int (*max_entries)[10];
	u32 *key;
	u64 *value;
} counts SEC(".maps");

struct {
	int (*type)[27];
	int (*max_entries)[4096];
} events SEC(".maps");

static void *(*lookup)(void *map, const void *key) = (void *)1;
static long (*trace_printk)(const char *text, u32 size, ...) = (void *)6;

int limit = 5;
const volatile int step = 7;
static u64 seen;

__attribute__((noinline)) u64 scaled(u64 value, u32 by)
{
	return value * 3 + by;
}

SEC("xdp") int count_frames(u32 *ctx)
{
	u32 key = ctx[3];
	u64 *count = lookup(&counts, &key);
	if (count)
		__sync_fetch_and_add(count, 1);
	limit += scaled(key, ctx[4]) + step;
	seen++;
	return 2;
}

SEC("kprobe/vfs_read") int count_reads(void *ctx)
{
	static const char text[] = "read %d\n";
	trace_printk(text, sizeof(text), limit);
	return scaled(seen, step) > 3;
}

char _license[] SEC("license") = "GPL";
