/* struct bpf_map_def in a section called maps. clang -target bpf -O2 -c legacy.c -o legacy.o */
#define SEC(name) __attribute__((section(name), used))

struct bpf_map_def {
	unsigned int type, key_size, value_size, max_entries, map_flags;
};

struct bpf_map_def SEC("maps") flows = { .type = 1, .key_size = 8, .value_size = 16, .max_entries = 100, .map_flags = 1 };
struct bpf_map_def SEC("maps") drops = { .type = 2, .key_size = 4, .value_size = 8, .max_entries = 1 };

static void *(*lookup)(void *map, const void *key) = (void *)1;

SEC("socket1") int filter(void *skb)
{
	unsigned int key = 0;
	unsigned long long flow = 1;
	unsigned long long *drop = lookup(&drops, &key);
	if (lookup(&flows, &flow) && drop)
		*drop += 1;
	return -1;
}

char _license[] SEC("license") = "Dual BSD/GPL";
