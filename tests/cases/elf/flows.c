/* A flow meter in the style of large networking objects: many programs a file, subprograms, every kind of data
 * section, unrolled loops of thousands of instructions.
 * clang -target bpf -O2 -g -c flows.c && llvm-strip -g flows.o */

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

#define SEC(name) __attribute__((section(name), used))
#define __uint(name, value) int(*name)[value]
#define __type(name, value) value *name
#define __noinline __attribute__((noinline))

static void *(*map_lookup)(void *, const void *) = (void *)1;
static long (*map_update)(void *, const void *, const void *, u64) = (void *)2;
static u64 (*ktime)(void) = (void *)5;
static long (*tail_call)(void *, void *, u32) = (void *)12;

struct xdp_md {
	u32 data, data_end, data_meta, ingress_ifindex, rx_queue_index, egress_ifindex;
};

struct flow {
	u32 source, target;
	u16 sport, dport;
	u8 protocol, pad[3];
};

struct meter {
	u64 packets, bytes, first, last;
	u32 hash, flags;
};

struct {
	__uint(type, 9); /* lru_hash */
	__uint(max_entries, 512);
	__type(key, struct flow);
	__type(value, struct meter);
} flows SEC(".maps");

struct {
	__uint(type, 6); /* percpu_array */
	__uint(max_entries, 64);
	__type(key, u32);
	__type(value, u64);
} totals SEC(".maps");

struct {
	__uint(type, 3); /* prog_array */
	__uint(max_entries, 4);
	__type(key, u32);
	__type(value, u32);
} stages SEC(".maps");

const volatile u32 seed = 0x9e3779b9;
static const u16 watched[8] = {53, 80, 123, 443, 853, 5353, 8080, 8443};
u32 enabled = 1;
u64 rejected;
u64 histogram[64];

static __noinline u32 mix(u32 hash, u32 word)
{
	hash ^= word;
	hash *= 0x85ebca6b;
	return hash ^ (hash >> 13);
}

static __noinline int count(u32 slot, u64 amount)
{
	u32 key = slot & 63;
	u64 *total = map_lookup(&totals, &key);
	if (!total)
		return -1;
	*total += amount;
	return 0;
}

static __attribute__((always_inline)) int parse(struct xdp_md *ctx, struct flow *flow)
{
	u8 *data = (u8 *)(long)ctx->data, *end = (u8 *)(long)ctx->data_end;
	if (data + 42 > end || data[12] != 8 || data[13] != 0 || data[14] != 0x45)
		return -1;
	flow->source = *(u32 *)(data + 26);
	flow->target = *(u32 *)(data + 30);
	flow->protocol = data[23];
	flow->sport = data[34] << 8 | data[35];
	flow->dport = data[36] << 8 | data[37];
	return 0;
}

SEC("xdp/meter")
int meter(struct xdp_md *ctx)
{
	struct flow flow = {};
	if (!enabled || parse(ctx, &flow)) {
		rejected++;
		return 2;
	}
	struct meter *known = map_lookup(&flows, &flow);
	u64 size = ctx->data_end - ctx->data;
	if (!known) {
		struct meter fresh = {.packets = 1, .bytes = size, .first = ktime(), .hash = mix(seed, flow.source)};
		map_update(&flows, &flow, &fresh, 0);
		return 2;
	}
	known->packets++;
	known->bytes += size;
	known->last = ktime();
	count(flow.protocol, size);
	tail_call(ctx, &stages, 0);
	return 2;
}

SEC("xdp/ports")
int ports(struct xdp_md *ctx)
{
	struct flow flow = {};
	if (parse(ctx, &flow))
		return 2;
#pragma unroll
	for (int i = 0; i < 8; i++)
		if (flow.dport == watched[i] || flow.sport == watched[i])
			histogram[i]++;
	return 2;
}

SEC("xdp/digest")
int digest(struct xdp_md *ctx)
{
	u8 *data = (u8 *)(long)ctx->data, *end = (u8 *)(long)ctx->data_end;
	u32 hash = seed;
#pragma unroll
	for (int i = 0; i < 200; i++) {
		if (data + 4 * i + 4 > end)
			break;
		u32 word = *(u32 *)(data + 4 * i);
		hash ^= word;
		hash *= 0x85ebca6b;
		hash ^= hash >> 13;
		hash += (word << 7) | (word >> 25);
	}
	histogram[hash & 63]++;
	return 2;
}

SEC("tc")
int shaper(void *skb)
{
	return count(1, 1) ? 2 : 0;
}

char _license[] SEC("license") = "Dual MIT/GPL";
