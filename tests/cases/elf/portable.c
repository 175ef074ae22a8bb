/* A portable object as today's tracing tools are built: fields by name, the kernel's version, a map sized by its loader, a
 * program of a type that is out of scope, and one that needs what Linux 6.18 does not have.
 *
 * clang -target bpf -O2 -g -c portable.c -o portable.o
 */
typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;

#define SEC(name) __attribute__((section(name), used))
#define CORE __attribute__((preserve_access_index))
#define __uint(name, val) int(*name)[val]
#define __type(name, val) typeof(val) *name

enum field_info { FIELD_BYTE_OFFSET, FIELD_BYTE_SIZE, FIELD_EXISTS, FIELD_SIGNEDNESS, FIELD_LSHIFT, FIELD_RSHIFT };

/* Offsets here are wrong on purpose: only names count. */
struct task_struct {
	int pid;
	int tgid;
	char comm[16];
	struct task_struct *real_parent;
} CORE;
struct task_struct___old {
	long state;
} CORE;
struct task_struct___new {
	unsigned int __state;
} CORE;
struct inode {
	u64 i_mode; /* 16 bits in the kernel */
} CORE;
struct tcp_sock {
	u32 filler : 7;
	u32 repair : 1;
} CORE;
enum pid_type { PIDTYPE_SID = 77 };

extern int LINUX_KERNEL_VERSION __attribute__((section(".kconfig")));
extern int CONFIG_NOBODY_HAS_THIS __attribute__((section(".kconfig"), weak));

struct {
	__uint(type, 4);
	__uint(key_size, 4);
	__uint(value_size, 4);
} events SEC(".maps");

struct {
	__uint(type, 2);
	__type(key, u32);
	__type(value, u64[8]);
} told SEC(".maps");

static u64 (*current_task)(void) = (void *)35;
static long (*probe_read_kernel)(void *to, u32 size, const void *from) = (void *)113;
static u64 *(*lookup)(void *map, const void *key) = (void *)1;

SEC("kprobe/vfs_read")
int layout(void *context)
{
	u32 zero = 0;
	u64 *found = lookup(&told, &zero);
	struct task_struct *task = (void *)current_task(), *parent = 0;
	int pid = -1;

	if (!found)
		return 0;
	probe_read_kernel(&parent, sizeof(parent), &task->real_parent);
	probe_read_kernel(&pid, sizeof(pid), &task->tgid);
	found[0] = (u64)&task->comm - (u64)task;
	found[1] = pid;
	found[2] = __builtin_preserve_field_info(((struct task_struct___old *)0)->state, FIELD_EXISTS);
	found[3] = __builtin_preserve_field_info(((struct task_struct___new *)0)->__state, FIELD_EXISTS);
	if (found[2])
		found[4] = (u64) & ((struct task_struct___old *)task)->state;
	found[4] = __builtin_preserve_field_info(((struct inode *)0)->i_mode, FIELD_BYTE_SIZE);
	found[5] = __builtin_preserve_field_info(((struct tcp_sock *)0)->repair, FIELD_RSHIFT);
	found[6] = __builtin_preserve_enum_value(*(enum pid_type *)PIDTYPE_SID, 1);
	found[7] = LINUX_KERNEL_VERSION + CONFIG_NOBODY_HAS_THIS;
	return 0;
}

SEC("kprobe/vfs_write")
int outdated(void *context)
{
	struct task_struct___old *task = (void *)current_task();
	long state = 0;

	probe_read_kernel(&state, sizeof(state), &task->state);
	return state;
}

SEC("fentry/vfs_read")
int elsewhere(u64 *context)
{
	return 0;
}

extern int bpf_something(void) __attribute__((section(".ksyms")));

SEC("kprobe/vfs_open")
int lonely(void *context)
{
	return bpf_something();
}

char _license[] SEC("license") = "GPL";
