/* struct bpf_elf_map of iproute2, and sections that tc names itself. clang -target bpf -O2 -c iproute2.c -o iproute2.o */
#define SEC(name) __attribute__((section(name), used))

struct bpf_elf_map {
	unsigned int type, size_key, size_value, max_elem, flags, id, pinning, inner_id, inner_idx;
};

struct bpf_elf_map SEC("maps") inner = { .type = 2, .size_key = 4, .size_value = 8, .max_elem = 1, .id = 7 };
struct bpf_elf_map SEC("maps") outer = { .type = 12, .size_key = 4, .size_value = 4, .max_elem = 2, .id = 8, .inner_id = 7 };
struct bpf_elf_map SEC("maps") calls = { .type = 3, .size_key = 4, .size_value = 4, .max_elem = 8, .id = 2 };

static void *(*lookup)(void *map, const void *key) = (void *)1;
static long (*tail_call)(void *ctx, void *map, unsigned int index) = (void *)12;

SEC("2/0") int tail(void *skb)
{
	return 0;
}

SEC("from-container") int entry(void *skb)
{
	unsigned int key = 0;
	void *map = lookup(&outer, &key);
	if (map)
		tail_call(skb, &calls, 0);
	return 2;
}

char _license[] SEC("license") = "GPL";
