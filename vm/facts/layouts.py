"""How structures of Linux 6.18 lie in memory: what a loader moves the field accesses of portable objects to.

Written by `python -m tests.record.layouts` from the BTF type information of Linux 6.18, x86-64. `vm.facts.structs`
says which of these fields the simulated kernel fills; the others read as zero.

    struct NAME SIZE: FIELD=OFFSET:TYPE ...      offsets and sizes in bytes; likewise `union`
    FIELD=BIT+WIDTH:TYPE                         a bit field
    enum NAME SIZE: CONSTANT=VALUE ...
    absent NAME                                  a type of older or newer kernels, which 6.18 does not have

TYPE is `u32`, `s64`, `ptr`, `void` (nobody knows what), `.NAME` for a structure held by value, with `[N]` for arrays. Members of
nameless structures stand with those around them; a nameless structure with a member's name is called `.OWNER.MEMBER`.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

from vm.facts.helpers import HELPERS


@dataclass(frozen=True, slots=True)
class Place:
    """One field. `bit` is its first bit; `width` is 0 unless it is a bit field."""

    bit: int
    width: int
    type: str


@dataclass(frozen=True, slots=True)
class Layout:
    """One structure, union ("struct", "union") or enumeration, whose constants are `values`. Size in bytes."""

    kind: str
    size: int
    fields: dict[str, Place]
    values: dict[str, int]


@cache
def layouts() -> dict[str, Layout | None]:
    """All layouts by name; None for a type that 6.18 does not have."""
    found: dict[str, Layout | None] = {}
    for row in TABLE.replace("\n  ", " ").splitlines():
        head, _, body = row.partition(": ")
        kind, name, *size = head.rstrip(":").split()
        if kind == "absent":
            found[name] = None
            continue
        pairs = [word.split("=") for word in body.split()]
        values = {constant: int(value) for constant, value in pairs} if kind == "enum" else {}
        fields = {} if kind == "enum" else {field: _place(text) for field, text in pairs}
        found[name] = Layout(kind, int(size[0]), fields, values)
    found["bpf_func_id"] = Layout("enum", 4, {}, {f"BPF_FUNC_{helper.name}": helper.id for helper in HELPERS})
    return found


def _place(text: str) -> Place:
    place, _, type_ = text.partition(":")
    bit, plus, width = place.partition("+")
    return Place(int(bit), int(width), type_) if plus else Place(8 * int(place), 0, type_)


TABLE: Final = """\
struct __call_single_data 32: node=0:.__call_single_node func=16:ptr info=24:ptr
struct __call_single_node 16: llist=0:.llist_node u_flags=8:u32 a_flags=8:.atomic_t src=12:u16 dst=14:u16
union __sifields 32: _kill=0:.__sifields._kill _timer=0:.__sifields._timer _rt=0:.__sifields._rt
  _sigchld=0:.__sifields._sigchld _sigfault=0:.__sifields._sigfault _sigpoll=0:.__sifields._sigpoll
  _sigsys=0:.__sifields._sigsys
struct __sifields._kill 8: _pid=0:s32 _uid=4:u32
struct __sifields._rt 16: _pid=0:s32 _uid=4:u32 _sigval=8:.sigval
struct __sifields._sigchld 32: _pid=0:s32 _uid=4:u32 _status=8:s32 _utime=16:s64 _stime=24:s64
struct __sifields._sigfault 32: _addr=0:ptr _trapno=8:s32 _addr_lsb=8:s16 _addr_bnd=8:.__sifields._sigfault._addr_bnd
  _addr_pkey=8:.__sifields._sigfault._addr_pkey _perf=8:.__sifields._sigfault._perf
struct __sifields._sigfault._addr_bnd 24: _dummy_bnd=0:u8[8] _lower=8:ptr _upper=16:ptr
struct __sifields._sigfault._addr_pkey 12: _dummy_pkey=0:u8[8] _pkey=8:u32
struct __sifields._sigfault._perf 16: _data=0:u64 _type=8:u32 _flags=12:u32
struct __sifields._sigpoll 16: _band=0:s64 _fd=8:s32
struct __sifields._sigsys 16: _call_addr=0:ptr _syscall=8:s32 _arch=12:u32
struct __sifields._timer 24: _tid=0:s32 _overrun=4:s32 _sigval=8:.sigval _sys_private=16:s32
struct __sk_buff 192: len=0:u32 pkt_type=4:u32 mark=8:u32 queue_mapping=12:u32 protocol=16:u32 vlan_present=20:u32
  vlan_tci=24:u32 vlan_proto=28:u32 priority=32:u32 ingress_ifindex=36:u32 ifindex=40:u32 tc_index=44:u32 cb=48:u32[5]
  hash=68:u32 tc_classid=72:u32 data=76:u32 data_end=80:u32 napi_id=84:u32 family=88:u32 remote_ip4=92:u32
  local_ip4=96:u32 remote_ip6=100:u32[4] local_ip6=116:u32[4] remote_port=132:u32 local_port=136:u32 data_meta=140:u32
  flow_keys=144:ptr tstamp=152:u64 wire_len=160:u32 gso_segs=164:u32 sk=168:ptr gso_size=176:u32 tstamp_type=180:u8
  hwtstamp=184:u64
struct address_space 192: host=0:ptr i_pages=8:.xarray invalidate_lock=24:.rw_semaphore gfp_mask=64:u32
  i_mmap_writable=68:.atomic_t i_mmap=72:.rb_root_cached nrpages=88:u64 writeback_index=96:u64 a_ops=104:ptr
  flags=112:u64 wb_err=120:u32 i_private_lock=124:.spinlock i_private_list=128:.list_head
  i_mmap_rwsem=144:.rw_semaphore i_private_data=184:ptr
struct arch_hw_breakpoint 24: address=0:u64 mask=8:u64 len=16:u8 type=17:u8
struct arch_tlbflush_unmap_batch 40: cpumask=0:.cpumask unmapped_pages=32:u8
struct atomic64_t 8: counter=0:s64
struct atomic_long_t 8: counter=0:s64
struct atomic_t 4: counter=0:s32
struct bio 120: bi_next=0:ptr bi_bdev=8:ptr bi_opf=16:u32 bi_flags=20:u16 bi_ioprio=22:u16 bi_write_hint=24:u8
  bi_write_stream=25:u8 bi_status=26:u8 __bi_remaining=28:.atomic_t bi_iter=32:.bvec_iter bi_cookie=52:u32
  __bi_nr_segments=52:u32 bi_end_io=56:ptr bi_private=64:ptr bi_blkg=72:ptr issue_time_ns=80:u64 bi_iocost_cost=88:u64
  bi_vcnt=96:u16 bi_max_vecs=98:u16 __bi_cnt=100:.atomic_t bi_io_vec=104:ptr bi_pool=112:ptr
struct bio_list 16: head=0:ptr tail=8:ptr
struct bio_set 248: bio_slab=0:ptr front_pad=8:u32 cache=16:ptr bio_pool=24:.mempool bvec_pool=96:.mempool
  back_pad=168:u32 rescue_lock=172:.spinlock rescue_list=176:.bio_list rescue_work=192:.work_struct
  rescue_workqueue=224:ptr cpuhp_dead=232:.hlist_node
struct bio_vec 16: bv_page=0:ptr bv_len=8:u32 bv_offset=12:u32
struct blk_integrity 7: flags=0:u8 csum_type=1:u8 metadata_size=2:u8 pi_offset=3:u8 interval_exp=4:u8 tag_size=5:u8
  pi_tuple_size=6:u8
struct block_device 904: bd_start_sect=0:u64 bd_nr_sectors=8:u64 bd_disk=16:ptr bd_queue=24:ptr bd_stats=32:ptr
  bd_stamp=40:u64 __bd_flags=48:.atomic_t bd_dev=52:u32 bd_mapping=56:ptr bd_openers=64:.atomic_t
  bd_size_lock=68:.spinlock bd_claiming=72:ptr bd_holder=80:ptr bd_holder_ops=88:ptr bd_holder_lock=96:.mutex
  bd_holders=128:s32 bd_holder_dir=136:ptr bd_fsfreeze_count=144:.atomic_t bd_fsfreeze_mutex=152:.mutex
  bd_meta_info=184:ptr bd_writers=192:s32 bd_security=200:ptr bd_device=208:.device
struct blocking_notifier_head 48: rwsem=0:.rw_semaphore head=40:ptr
struct bpf_insn 8: code=0:u8 dst_reg=8+4:u8 src_reg=12+4:u8 off=2:s16 imm=4:s32
struct bpf_ksym 600: start=0:u64 end=8:u64 name=16:u8[512] lnode=528:.list_head tnode=544:.latch_tree_node prog=592:u8
  init_private=593:u8
struct bpf_map 296: sha=0:u8[32] excl=32:u32 ops=40:ptr inner_map_meta=48:ptr security=56:ptr map_type=64:u32
  key_size=68:u32 value_size=72:u32 max_entries=76:u32 map_extra=80:u64 map_flags=88:u32 id=92:u32 record=96:ptr
  numa_node=104:s32 btf_key_type_id=108:u32 btf_value_type_id=112:u32 btf_vmlinux_value_type_id=116:u32 btf=120:ptr
  objcg=128:ptr name=136:u8[16] freeze_mutex=152:.mutex refcnt=184:.atomic64_t usercnt=192:.atomic64_t
  work=200:.work_struct rcu=200:.callback_head writecnt=232:.atomic64_t owner_lock=240:.spinlock owner=248:ptr
  bypass_spec_v1=256:u8 frozen=257:u8 init_private=258:u8 free_after_mult_rcu_gp=259:u8 free_after_rcu_gp=260:u8
  sleepable_refcnt=264:.atomic64_t elem_count=272:ptr cookie=280:u64 excl_prog_sha=288:ptr
struct bpf_perf_event_data 184: regs=0:.pt_regs sample_period=168:u64 addr=176:u64
struct bpf_prog 96: pages=0:u16 jited=16+1:u16 jit_requested=17+1:u16 gpl_compatible=18+1:u16 cb_access=19+1:u16
  dst_needed=20+1:u16 blinding_requested=21+1:u16 blinded=22+1:u16 is_func=23+1:u16 kprobe_override=24+1:u16
  has_callchain_buf=25+1:u16 enforce_expected_attach_type=26+1:u16 call_get_stack=27+1:u16 call_get_func_ip=28+1:u16
  tstamp_type_access=29+1:u16 sleepable=30+1:u16 type=4:u32 expected_attach_type=8:u32 len=12:u32 jited_len=16:u32
  digest=20:u8[32] tag=20:u8[8] stats=56:ptr active=64:ptr bpf_func=72:ptr aux=80:ptr orig_prog=88:ptr
  __empty_insns=96:.bpf_prog.__empty_insns insns=96:.sock_filter[0] __empty_insnsi=96:.bpf_prog.__empty_insnsi
  insnsi=96:.bpf_insn[0]
struct bpf_prog.__empty_insns 0:
struct bpf_prog.__empty_insnsi 0:
struct bpf_prog_aux 1304: refcnt=0:.atomic64_t used_map_cnt=8:u32 used_btf_cnt=12:u32 max_ctx_offset=16:u32
  max_pkt_offset=20:u32 max_tp_access=24:u32 stack_depth=28:u32 id=32:u32 func_cnt=36:u32 real_func_cnt=40:u32
  func_idx=44:u32 attach_btf_id=48:u32 attach_st_ops_member_off=52:u32 ctx_arg_info_size=56:u32
  max_rdonly_access=60:u32 max_rdwr_access=64:u32 attach_btf=72:ptr ctx_arg_info=80:ptr priv_stack_ptr=88:ptr
  dst_mutex=96:.mutex dst_prog=128:ptr dst_trampoline=136:ptr saved_dst_prog_type=144:u32
  saved_dst_attach_type=148:u32 verifier_zext=152:u8 dev_bound=153:u8 offload_requested=154:u8 attach_btf_trace=155:u8
  attach_tracing_prog=156:u8 func_proto_unreliable=157:u8 tail_call_reachable=158:u8 xdp_has_frags=159:u8
  exception_cb=160:u8 exception_boundary=161:u8 is_extended=162:u8 jits_use_priv_stack=163:u8
  priv_stack_requested=164:u8 changes_pkt_data=165:u8 might_sleep=166:u8 kprobe_write_ctx=167:u8
  prog_array_member_cnt=168:u64 ext_mutex=176:.mutex arena=208:ptr recursion_detected=216:ptr
  attach_func_proto=224:ptr attach_func_name=232:ptr func=240:ptr main_prog_aux=248:ptr jit_data=256:ptr
  poke_tab=264:ptr kfunc_tab=272:ptr kfunc_btf_tab=280:ptr size_poke_tab=288:u32 ksym=296:.bpf_ksym ops=896:ptr
  st_ops=904:ptr used_maps=912:ptr used_maps_mutex=920:.mutex used_btfs=952:ptr prog=960:ptr user=968:ptr
  init_private=976:u8 init_owned=977:u8 load_time=984:u64 verified_insns=992:u32 cgroup_atype=996:s32
  cgroup_storage=1000:ptr[2] name=1016:u8[16] bpf_exception_cb=1032:ptr security=1040:ptr token=1048:ptr
  offload=1056:ptr btf=1064:ptr func_info=1072:ptr func_info_aux=1080:ptr linfo=1088:ptr jited_linfo=1096:ptr
  func_info_cnt=1104:u32 nr_linfo=1108:u32 linfo_idx=1112:u32 mod=1120:ptr num_exentries=1128:u32 extable=1136:ptr
  work=1144:.work_struct rcu=1144:.callback_head stream=1176:.bpf_stream[2]
struct bpf_ringbuf 12288: waitq=0:.wait_queue_head work=24:.irq_work mask=56:u64 pages=64:ptr nr_pages=72:s32
  spinlock=128:.qspinlock busy=192:.atomic_t consumer_pos=4096:u64 producer_pos=8192:u64 pending_pos=8200:u64
  data=12288:u8[0]
struct bpf_sock 80: bound_dev_if=0:u32 family=4:u32 type=8:u32 protocol=12:u32 mark=16:u32 priority=20:u32
  src_ip4=24:u32 src_ip6=28:u32[4] src_port=44:u32 dst_port=48:u16 dst_ip4=52:u32 dst_ip6=56:u32[4] state=72:u32
  rx_queue_mapping=76:s32
struct bpf_sock_tuple 36: ipv4=0:.bpf_sock_tuple.ipv4 ipv6=0:.bpf_sock_tuple.ipv6
struct bpf_sock_tuple.ipv4 12: saddr=0:u32 daddr=4:u32 sport=8:u16 dport=10:u16
struct bpf_sock_tuple.ipv6 36: saddr=0:u32[4] daddr=16:u32[4] sport=32:u16 dport=34:u16
struct bpf_stream 64: capacity=0:.atomic_t log=8:.llist_head lock=16:.mutex backlog_head=48:ptr backlog_tail=56:ptr
struct bpf_tunnel_key 44: tunnel_id=0:u32 remote_ipv4=4:u32 remote_ipv6=4:u32[4] tunnel_tos=20:u8 tunnel_ttl=21:u8
  tunnel_ext=22:u16 tunnel_flags=22:u16 tunnel_label=24:u32 local_ipv4=28:u32 local_ipv6=28:u32[4]
struct bpf_xdp_entity 16: prog=0:ptr link=8:ptr
struct bpf_xdp_sock 4: queue_id=0:u32
struct bvec_iter 20: bi_sector=0:u64 bi_size=8:u32 bi_idx=12:u32 bi_bvec_done=16:u32
struct cacheline_padding 0: x=0:u8[0]
struct callback_head 16: next=0:ptr func=8:ptr
struct cfs_rq 512: load=0:.load_weight nr_queued=16:u32 h_nr_queued=20:u32 h_nr_runnable=24:u32 h_nr_idle=28:u32
  sum_w_vruntime=32:s64 sum_weight=40:u64 zero_vruntime=48:u64 tasks_timeline=56:.rb_root_cached curr=72:ptr
  next=80:ptr avg=128:.sched_avg removed=192:.cfs_rq.removed last_update_tg_load_avg=256:u64
  tg_load_avg_contrib=264:u64 propagate=272:s64 prop_runnable_sum=280:s64 h_load=288:u64 last_h_load_update=296:u64
  h_load_next=304:ptr rq=312:ptr on_list=320:s32 leaf_cfs_rq_list=328:.list_head tg=344:ptr idle=352:s32
  runtime_enabled=356:s32 runtime_remaining=360:s64 throttled_pelt_idle=368:u64 throttled_clock=376:u64
  throttled_clock_pelt=384:u64 throttled_clock_pelt_time=392:u64 throttled_clock_self=400:u64
  throttled_clock_self_time=408:u64 throttled=3328+1:u8 pelt_clock_throttled=3329+1:u8 throttle_count=420:s32
  throttled_list=424:.list_head throttled_csd_list=440:.list_head throttled_limbo_list=456:.list_head
struct cfs_rq.removed 64: lock=0:.raw_spinlock nr=4:s32 load_avg=8:u64 util_avg=16:u64 runnable_avg=24:u64
struct cgroup 2240: self=0:.cgroup_subsys_state flags=208:u64 level=216:s32 max_depth=220:s32 nr_descendants=224:s32
  nr_dying_descendants=228:s32 max_descendants=232:s32 nr_populated_csets=236:s32 nr_populated_domain_children=240:s32
  nr_populated_threaded_children=244:s32 nr_threaded_children=248:s32 kill_seq=252:u32 kn=256:ptr
  procs_file=264:.cgroup_file events_file=320:.cgroup_file psi_files=376:.cgroup_file[3] subtree_control=544:u16
  subtree_ss_mask=546:u16 old_subtree_control=548:u16 old_subtree_ss_mask=550:u16 subsys=552:ptr[12]
  nr_dying_subsys=648:s32[12] root=696:ptr cset_links=704:.list_head e_csets=720:.list_head[12] dom_cgrp=912:ptr
  old_dom_cgrp=920:ptr rstat_base_cpu=928:ptr _pad_=960:.cacheline_padding last_bstat=960:.cgroup_base_stat
  bstat=992:.cgroup_base_stat prev_cputime=1024:.prev_cputime pidlists=1048:.list_head pidlist_mutex=1064:.mutex
  offline_waitq=1096:.wait_queue_head release_agent_work=1120:.work_struct psi=1152:ptr bpf=1160:.cgroup_bpf
  freezer=2184:.cgroup_freezer_state bpf_cgrp_storage=2216:ptr ancestors=2224:ptr[0]
struct cgroup_base_stat 32: cputime=0:.task_cputime ntime=24:u64
struct cgroup_bpf 1024: effective=0:ptr[38] progs=304:.hlist_head[38] flags=608:u8[38] revisions=648:u64[38]
  storages=952:.list_head inactive=968:ptr refcnt=976:.percpu_ref release_work=992:.work_struct
struct cgroup_file 56: kn=0:ptr notified_at=8:u64 notify_timer=16:.timer_list
struct cgroup_freezer_state 32: freeze=0:u8 e_freeze=1:u8 nr_frozen_descendants=4:s32 nr_frozen_tasks=8:s32
  freeze_seq=12:.seqcount_spinlock freeze_start_nsec=16:u64 frozen_nsec=24:u64
struct cgroup_subsys_state 208: cgroup=0:ptr ss=8:ptr refcnt=16:.percpu_ref rstat_cpu=32:ptr sibling=40:.list_head
  children=56:.list_head id=72:s32 flags=76:u32 serial_nr=80:u64 online_cnt=88:.atomic_t destroy_work=96:.work_struct
  destroy_rwork=128:.rcu_work parent=184:ptr nr_descendants=192:s32 rstat_flush_next=200:ptr
struct cpu_itimer 16: expires=0:u64 incr=8:u64
struct cpu_stop_work 48: list=0:.list_head fn=16:ptr caller=24:u64 arg=32:ptr done=40:ptr
struct cpumask 32: bits=0:u64[4]
struct cred 184: usage=0:.atomic_long_t uid=8:.kuid_t gid=12:.kgid_t suid=16:.kuid_t sgid=20:.kgid_t euid=24:.kuid_t
  egid=28:.kgid_t fsuid=32:.kuid_t fsgid=36:.kgid_t securebits=40:u32 cap_inheritable=48:.kernel_cap_t
  cap_permitted=56:.kernel_cap_t cap_effective=64:.kernel_cap_t cap_bset=72:.kernel_cap_t cap_ambient=80:.kernel_cap_t
  jit_keyring=88:u8 session_keyring=96:ptr process_keyring=104:ptr thread_keyring=112:ptr request_key_auth=120:ptr
  security=128:ptr user=136:ptr user_ns=144:ptr ucounts=152:ptr group_info=160:ptr non_rcu=168:s32
  rcu=168:.callback_head
struct css_set 544: subsys=0:ptr[12] refcount=96:.refcount_struct dom_cset=104:ptr dfl_cgrp=112:ptr nr_tasks=120:s32
  tasks=128:.list_head mg_tasks=144:.list_head dying_tasks=160:.list_head task_iters=176:.list_head
  e_cset_node=192:.list_head[12] threaded_csets=384:.list_head threaded_csets_node=400:.list_head
  hlist=416:.hlist_node cgrp_links=432:.list_head mg_src_preload_node=448:.list_head
  mg_dst_preload_node=464:.list_head mg_node=480:.list_head mg_src_cgrp=496:ptr mg_dst_cgrp=504:ptr
  mg_dst_cset=512:ptr dead=520:u8 callback_head=528:.callback_head
struct ctl_dir 96: header=0:.ctl_table_header root=88:.rb_root
struct ctl_table_header 88: ctl_table=0:ptr ctl_table_size=8:s32 used=12:s32 count=16:s32 nreg=20:s32
  rcu=0:.callback_head unregistering=24:ptr ctl_table_arg=32:ptr root=40:ptr set=48:ptr parent=56:ptr node=64:ptr
  inodes=72:.hlist_head type=80:u32
struct ctl_table_set 104: is_seen=0:ptr dir=8:.ctl_dir
struct delayed_work 88: work=0:.work_struct timer=32:.timer_list wq=72:ptr cpu=80:s32
struct dentry 192: d_flags=0:u32 d_seq=4:.seqcount_spinlock d_hash=8:.hlist_bl_node d_parent=24:ptr __d_name=32:.qstr
  d_name=32:.qstr d_inode=48:ptr d_shortname=56:.shortname_store d_op=96:ptr d_sb=104:ptr d_time=112:u64
  d_fsdata=120:ptr d_lockref=128:.lockref d_lru=136:.list_head d_wait=136:ptr d_sib=152:.hlist_node
  d_children=168:.hlist_head d_u=176:.dentry.d_u
union dentry.d_u 16: d_alias=0:.hlist_node d_in_lookup_hash=0:.hlist_bl_node d_rcu=0:.callback_head
struct desc_struct 8: limit0=0:u16 base0=2:u16 base1=32+8:u16 type=40+4:u16 s=44+1:u16 dpl=45+2:u16 p=47+1:u16
  limit1=48+4:u16 avl=52+1:u16 l=53+1:u16 d=54+1:u16 g=55+1:u16 base2=56+8:u16
struct dev_archdata 0:
struct dev_links_info 56: suppliers=0:.list_head consumers=16:.list_head defer_sync=32:.list_head status=48:u32
struct dev_msi_info 16: domain=0:ptr data=8:ptr
struct dev_pm_info 264: power_state=0:.pm_message can_wakeup=32+1:u8 async_suspend=33+1:u8 in_dpm_list=34+1:u8
  is_prepared=35+1:u8 is_suspended=36+1:u8 is_noirq_suspended=37+1:u8 is_late_suspended=38+1:u8 no_pm=39+1:u8
  early_init=40+1:u8 direct_complete=41+1:u8 driver_flags=8:u32 lock=12:.spinlock should_wakeup=128+1:u8
  suspend_timer=24:.hrtimer timer_expires=88:u64 work=96:.work_struct wait_queue=128:.wait_queue_head wakeirq=152:ptr
  usage_count=160:.atomic_t child_count=164:.atomic_t disable_depth=1344+3:u32 idle_notification=1347+1:u8
  request_pending=1348+1:u8 deferred_resume=1349+1:u8 needs_force_resume=1350+1:u8 runtime_auto=1351+1:u8
  ignore_children=1352+1:u8 no_callbacks=1353+1:u8 irq_safe=1354+1:u8 use_autosuspend=1355+1:u8
  timer_autosuspends=1356+1:u8 memalloc_noio=1357+1:u8 links_count=172:u32 request=176:u32 runtime_status=180:s32
  last_status=184:s32 runtime_error=188:s32 autosuspend_delay=192:s32 last_busy=200:u64 active_time=208:u64
  suspended_time=216:u64 accounting_timestamp=224:u64 subsys_data=232:ptr set_latency_tolerance=240:ptr qos=248:ptr
  detach_power_off=2048+1:u8
struct device 696: kobj=0:.kobject parent=64:ptr p=72:ptr init_name=80:ptr type=88:ptr bus=96:ptr driver=104:ptr
  platform_data=112:ptr driver_data=120:ptr driver_override=128:.device.driver_override mutex=144:.mutex
  links=176:.dev_links_info power=232:.dev_pm_info pm_domain=496:ptr msi=504:.dev_msi_info dma_mask=520:ptr
  coherent_dma_mask=528:u64 bus_dma_limit=536:u64 dma_range_map=544:ptr dma_parms=552:ptr dma_pools=560:.list_head
  dma_io_tlb_mem=576:ptr archdata=584:.dev_archdata of_node=584:ptr fwnode=592:ptr numa_node=600:s32 devt=604:u32
  id=608:u32 devres_lock=612:.spinlock devres_head=616:.list_head class=632:ptr groups=640:ptr release=648:ptr
  iommu_group=656:ptr iommu=664:ptr physical_location=672:ptr removable=680:u32 offline_disabled=5472+1:u8
  offline=5473+1:u8 of_node_reused=5474+1:u8 state_synced=5475+1:u8 can_match=5476+1:u8 dma_skip_sync=5477+1:u8
  dma_iommu=5478+1:u8 flags=688:u64[1]
struct device.driver_override 16: name=0:ptr lock=8:.spinlock
struct dl_rq 104: root=0:.rb_root_cached dl_nr_running=16:u32 earliest_dl=24:.dl_rq.earliest_dl overloaded=40:u8
  pushable_dl_tasks_root=48:.rb_root_cached running_bw=64:u64 this_bw=72:u64 extra_bw=80:u64 max_bw=88:u64
  bw_ratio=96:u64
struct dl_rq.earliest_dl 16: curr=0:u64 next=8:u64
struct dst_entry 136: dev=0:ptr dev_rcu=0:ptr ops=8:ptr _metrics=16:u64 expires=24:u64 xfrm=32:ptr input=40:ptr
  output=48:ptr flags=56:u16 obsolete=58:s16 header_len=60:u16 trailer_len=62:u16 __rcuref=64:.rcuref_t __use=68:s32
  lastuse=72:u64 callback_head=80:.callback_head error=96:s16 __pad=98:s16 tclassid=100:u32
  dev_tracker=104:.netdevice_tracker rt_uncached=104:.list_head rt_uncached_list=120:ptr lwtstate=128:ptr
struct dst_ops 192: family=0:u16 gc_thresh=4:u32 gc=8:ptr check=16:ptr default_advmss=24:ptr mtu=32:ptr
  cow_metrics=40:ptr destroy=48:ptr ifdown=56:ptr negative_advice=64:ptr link_failure=72:ptr update_pmtu=80:ptr
  redirect=88:ptr local_out=96:ptr neigh_lookup=104:ptr confirm_neigh=112:ptr kmem_cachep=120:ptr
  pcpuc_entries=128:.percpu_counter
struct ethhdr 14: h_dest=0:u8[6] h_source=6:u8[6] h_proto=12:u16
struct fastopen_queue 40: rskq_rst_head=0:ptr rskq_rst_tail=8:ptr lock=16:.spinlock qlen=20:s32 max_qlen=24:s32
  ctx=32:ptr
struct fdtable 56: max_fds=0:u32 fd=8:ptr close_on_exec=16:ptr open_fds=24:ptr full_fds_bits=32:ptr
  rcu=40:.callback_head
struct file 184: f_lock=0:.spinlock f_mode=4:u32 f_op=8:ptr f_mapping=16:ptr private_data=24:ptr f_inode=32:ptr
  f_flags=40:u32 f_iocb_flags=44:u32 f_cred=48:ptr f_owner=56:ptr f_path=64:.path __f_path=64:.path
  f_pos_lock=80:.mutex f_pipe=80:u64 f_pos=112:s64 f_security=120:ptr f_wb_err=128:u32 f_sb_err=132:u32 f_ep=136:ptr
  f_task_work=144:.callback_head f_llist=144:.llist_node f_ra=144:.file_ra_state f_freeptr=144:.freeptr_t
  f_ref=176:.file_ref_t
struct file_ra_state 32: start=0:u64 size=8:u32 async_size=12:u32 ra_pages=16:u32 order=20:u16 mmap_miss=22:u16
  prev_pos=24:s64
struct file_ref_t 8: refcnt=0:.atomic64_t
struct file_system_type 72: name=0:ptr fs_flags=8:s32 init_fs_context=16:ptr parameters=24:ptr mount=32:ptr
  kill_sb=40:ptr owner=48:ptr next=56:ptr fs_supers=64:.hlist_head s_lock_key=72:.lock_class_key
  s_umount_key=72:.lock_class_key s_vfs_rename_key=72:.lock_class_key s_writers_key=72:.lock_class_key[3]
  i_lock_key=72:.lock_class_key i_mutex_key=72:.lock_class_key invalidate_lock_key=72:.lock_class_key
  i_mutex_dir_key=72:.lock_class_key
struct filename 32: name=0:ptr uptr=8:ptr refcnt=16:.atomic_t aname=24:ptr iname=32:u8[0]
struct files_struct 704: count=0:.atomic_t resize_in_progress=4:u8 resize_wait=8:.wait_queue_head fdt=32:ptr
  fdtab=40:.fdtable file_lock=128:.spinlock next_fd=132:u32 close_on_exec_init=136:u64[1] open_fds_init=144:u64[1]
  full_fds_bits_init=152:u64[1] fd_array=160:ptr[64]
struct flowi 88: u=0:.flowi.u
union flowi.u 88: __fl_common=0:.flowi_common ip4=0:.flowi4 ip6=0:.flowi6
struct flowi4 56: __fl_common=0:.flowi_common saddr=40:u32 daddr=44:u32 uli=48:.flowi_uli
struct flowi6 88: __fl_common=0:.flowi_common daddr=40:.in6_addr saddr=56:.in6_addr flowlabel=72:u32 uli=76:.flowi_uli
  mp_hash=80:u32
struct flowi_common 40: flowic_oif=0:s32 flowic_iif=4:s32 flowic_l3mdev=8:s32 flowic_mark=12:u32 flowic_dscp=16:u8
  flowic_scope=17:u8 flowic_proto=18:u8 flowic_flags=19:u8 flowic_secid=20:u32 flowic_uid=24:.kuid_t
  flowic_multipath_hash=28:u32 flowic_tun_key=32:.flowi_tunnel
struct flowi_tunnel 8: tun_id=0:u64
union flowi_uli 4: ports=0:.flowi_uli.ports icmpt=0:.flowi_uli.icmpt gre_key=0:u32 mht=0:.flowi_uli.mht
struct flowi_uli.icmpt 2: type=0:u8 code=1:u8
struct flowi_uli.mht 1: type=0:u8
struct flowi_uli.ports 4: dport=0:u16 sport=2:u16
struct folio 256: flags=0:.memdesc_flags_t lru=8:.list_head __filler=8:ptr mlock_count=16:u32 pgmap=8:ptr
  mapping=24:ptr index=32:u64 share=32:u64 private=40:ptr swap=40:.swp_entry_t _mapcount=48:.atomic_t
  _refcount=52:.atomic_t memcg_data=56:u64 page=0:.page _flags_1=64:u64 _head_1=72:u64 _large_mapcount=80:.atomic_t
  _nr_pages_mapped=84:.atomic_t _entire_mapcount=88:.atomic_t _pincount=92:.atomic_t _mm_id_mapcount=96:s32[2]
  _mm_id=104:u32[2] _mm_ids=104:u64 _usable_1=80:u64[4] _mapcount_1=112:.atomic_t _refcount_1=116:.atomic_t
  _nr_pages=120:u32 __page_1=64:.page _flags_2=128:u64 _head_2=136:u64 _deferred_list=144:.list_head
  __page_2=128:.page _flags_3=192:u64 _head_3=200:u64 _hugetlb_subpool=208:ptr _hugetlb_cgroup=216:ptr
  _hugetlb_cgroup_rsvd=224:ptr _hugetlb_hwpoison=232:ptr __page_3=192:.page
struct fred_cs 8: cs=0+16:u64 sl=16+2:u64 wfe=18+1:u64
struct fred_ss 8: ss=0+16:u64 sti=16+1:u64 swevent=17+1:u64 nmi=18+1:u64 vector=32+8:u64 type=48+4:u64
  enclave=56+1:u64 lm=57+1:u64 nested=58+1:u64 insnlen=60+4:u64
struct freeptr_t 8: v=0:u64
struct fs_struct 56: users=0:s32 seq=4:.seqlock_t umask=12:s32 in_exec=16:s32 root=24:.path pwd=40:.path
struct ftrace_ops 216: func=0:ptr next=8:ptr flags=16:u64 private=24:ptr saved_func=32:ptr
  local_hash=40:.ftrace_ops_hash func_hash=88:ptr old_hash=96:.ftrace_ops_hash trampoline=144:u64
  trampoline_size=152:u64 list=160:.list_head subop_list=176:.list_head ops_func=192:ptr managed=200:ptr
  direct_call=208:u64
struct ftrace_ops_hash 48: notrace_hash=0:ptr filter_hash=8:ptr regex_lock=16:.mutex
struct gendisk 568: major=0:s32 first_minor=4:s32 minors=8:s32 disk_name=12:u8[32] events=44:u16 event_flags=46:u16
  part_tbl=48:.xarray part0=64:ptr fops=72:ptr queue=80:ptr private_data=88:ptr bio_split=96:.bio_set flags=344:s32
  state=352:u64 open_mutex=360:.mutex open_partitions=392:u32 bdi=400:ptr queue_kobj=408:.kobject slave_dir=472:ptr
  random=480:ptr ev=488:ptr node_id=496:s32 bb=504:ptr lockdep_map=512:.lockdep_map diskseq=512:u64 open_mode=520:u32
  ia_ranges=528:ptr rqos_state_mutex=536:.mutex
struct hh_cache 48: hh_len=0:u32 hh_lock=4:.seqlock_t hh_data=16:u64[4]
struct hlist_bl_head 8: first=0:ptr
struct hlist_bl_node 16: next=0:ptr pprev=8:ptr
struct hlist_head 8: first=0:ptr
struct hlist_node 16: next=0:ptr pprev=8:ptr
struct hlist_nulls_node 16: next=0:ptr pprev=8:ptr
struct hrtimer 64: node=0:.timerqueue_node _softexpires=32:s64 function=40:ptr base=48:ptr state=56:u8 is_rel=57:u8
  is_soft=58:u8 is_hard=59:u8
struct hw_perf_event 208: config=0:u64 config1=8:u64 last_tag=16:u64 dyn_constraint=24:u64 config_base=32:u64
  event_base=40:u64 event_base_rdpmc=48:s32 idx=52:s32 last_cpu=56:s32 flags=60:s32 extra_reg=64:.hw_perf_event_extra
  branch_reg=88:.hw_perf_event_extra aux_config=0:u64 aux_paused=8:u32 hrtimer=0:.hrtimer tp_list=0:.list_head
  pwr_acc=0:u64 ptsc=8:u64 info=0:.arch_hw_breakpoint bp_list=24:.rhlist_head iommu_bank=0:u8 iommu_cntr=1:u8
  padding=2:u16 conf=8:u64 conf1=16:u64 target=112:ptr addr_filters=120:ptr addr_filters_gen=128:u64 state=136:s32
  prev_count=144:.local64_t sample_period=152:u64 last_period=160:u64 period_left=168:.local64_t saved_metric=160:u64
  saved_slots=168:u64 interrupts_seq=176:u64 interrupts=184:u64 freq_time_stamp=192:u64 freq_count_stamp=200:u64
struct hw_perf_event_extra 24: config=0:u64 reg=8:u32 alloc=12:s32 idx=16:s32
struct icmphdr 8: type=0:u8 code=1:u8 checksum=2:u16 un=4:.icmphdr.un
union icmphdr.un 4: echo=0:.icmphdr.un.echo gateway=0:u32 frag=0:.icmphdr.un.frag reserved=0:u8[4]
struct icmphdr.un.echo 4: id=0:u16 sequence=2:u16
struct icmphdr.un.frag 4: __unused=0:u16 mtu=2:u16
struct idr 24: idr_rt=0:.xarray idr_base=16:u32 idr_next=20:u32
struct in6_addr 16: in6_u=0:.in6_addr.in6_u
union in6_addr.in6_u 16: u6_addr8=0:u8[16] u6_addr16=0:u16[8] u6_addr32=0:u32[4]
struct in_addr 4: s_addr=0:u32
struct inet_connection_sock 1400: icsk_inet=0:.inet_sock icsk_accept_queue=1016:.request_sock_queue
  icsk_bind_hash=1088:ptr icsk_bind2_hash=1096:ptr icsk_retransmit_timer=1104:.timer_list
  icsk_delack_timer=1144:.timer_list icsk_rto=1184:u32 icsk_rto_min=1188:u32 icsk_rto_max=1192:u32
  icsk_delack_max=1196:u32 icsk_pmtu_cookie=1200:u32 icsk_ca_ops=1208:ptr icsk_af_ops=1216:ptr icsk_ulp_ops=1224:ptr
  icsk_ulp_data=1232:ptr icsk_sync_mss=1240:ptr icsk_ca_state=9984+5:u8 icsk_ca_initialized=9989+1:u8
  icsk_ca_setsockopt=9990+1:u8 icsk_ca_dst_locked=9991+1:u8 icsk_retransmits=1249:u8 icsk_pending=1250:u8
  icsk_backoff=1251:u8 icsk_syn_retries=1252:u8 icsk_probes_out=1253:u8 icsk_ext_hdr_len=1254:u16
  icsk_ack=1256:.inet_connection_sock.icsk_ack icsk_mtup=1272:.inet_connection_sock.icsk_mtup
  icsk_probes_tstamp=1288:u32 icsk_user_timeout=1292:u32 icsk_ca_priv=1296:u64[13]
struct inet_connection_sock.icsk_ack 16: pending=0:u8 quick=1:u8 pingpong=2:u8 retry=3:u8 ato=32+8:u32
  lrcv_flowlabel=40+20:u32 dst_quick_ack=60+1:u32 unused=61+3:u32 lrcvtime=8:u32 last_seg_size=12:u16 rcv_mss=14:u16
struct inet_connection_sock.icsk_mtup 16: search_high=0:s32 search_low=4:s32 probe_size=64+31:u32 enabled=95+1:u32
  probe_timestamp=12:u32
struct inet_cork 64: flags=0:u32 addr=4:u32 opt=8:ptr fragsize=16:u32 length=20:s32 dst=24:ptr tx_flags=32:u8
  ttl=33:u8 tos=34:s16 priority=36:u32 gso_size=40:u16 ts_opt_id=44:u32 transmit_time=48:u64 mark=56:u32
struct inet_cork_full 152: base=0:.inet_cork fl=64:.flowi
struct inet_sock 1016: sk=0:.sock pinet6=784:ptr ipv6_fl_list=792:ptr inet_flags=800:u64 inet_saddr=808:u32
  uc_ttl=812:s16 inet_sport=814:u16 inet_opt=816:ptr inet_id=824:.atomic_t tos=828:u8 min_ttl=829:u8 mc_ttl=830:u8
  pmtudisc=831:u8 rcv_tos=832:u8 convert_csum=833:u8 uc_index=836:s32 mc_index=840:s32 mc_addr=844:u32
  local_port_range=848:u32 mc_list=856:ptr cork=864:.inet_cork_full
struct inet_timewait_death_row 128: tw_refcount=0:.refcount_struct hashinfo=64:ptr sysctl_max_tw_buckets=72:s32
struct inode 616: i_mode=0:u16 i_opflags=2:u16 i_uid=4:.kuid_t i_gid=8:.kgid_t i_flags=12:u32 i_acl=16:ptr
  i_default_acl=24:ptr i_op=32:ptr i_sb=40:ptr i_mapping=48:ptr i_security=56:ptr i_ino=64:u64 i_nlink=72:u32
  __i_nlink=72:u32 i_rdev=76:u32 i_size=80:s64 i_atime_sec=88:s64 i_mtime_sec=96:s64 i_ctime_sec=104:s64
  i_atime_nsec=112:u32 i_mtime_nsec=116:u32 i_ctime_nsec=120:u32 i_generation=124:u32 i_lock=128:.spinlock
  i_bytes=132:u16 i_blkbits=134:u8 i_write_hint=135:u8 i_blocks=136:u64 i_state=144:u32 i_rwsem=152:.rw_semaphore
  dirtied_when=192:u64 dirtied_time_when=200:u64 i_hash=208:.hlist_node i_io_list=224:.list_head i_wb=240:ptr
  i_wb_frn_winner=248:s32 i_wb_frn_avg_time=252:u16 i_wb_frn_history=254:u16 i_lru=256:.list_head
  i_kept=272:.llist_node i_sb_list=280:.list_head i_wb_list=296:.list_head i_dentry=312:.hlist_head
  i_rcu=312:.callback_head i_version=328:.atomic64_t i_sequence=336:.atomic64_t i_count=344:.atomic_t
  i_dio_count=348:.atomic_t i_writecount=352:.atomic_t i_readcount=356:.atomic_t i_fop=360:ptr free_inode=360:ptr
  i_flctx=368:ptr i_data=376:.address_space i_devices=568:.list_head i_linklen=568:s32 i_pipe=584:ptr i_cdev=584:ptr
  i_link=584:ptr i_dir_seq=584:u32 i_fsnotify_mask=592:u32 i_fsnotify_marks=600:ptr i_private=608:ptr
struct iov_iter 40: iter_type=0:u8 nofault=1:u8 data_source=2:u8 iov_offset=8:u64 __ubuf_iovec=16:.iovec __iov=16:ptr
  kvec=16:ptr bvec=16:ptr folioq=16:ptr xarray=16:ptr ubuf=16:ptr count=24:u64 nr_segs=32:u64 folioq_slot=32:u8
  xarray_start=32:s64
struct iovec 16: iov_base=0:ptr iov_len=8:u64
struct ip_esp_hdr 8: spi=0:u32 seq_no=4:u32 enc_data=8:u8[0]
struct iphdr 20: ihl=0+4:u8 version=4+4:u8 tos=1:u8 tot_len=2:u16 id=4:u16 frag_off=6:u16 ttl=8:u8 protocol=9:u8
  check=10:u16 saddr=12:u32 daddr=16:u32 addrs=12:.iphdr.addrs
struct iphdr.addrs 8: saddr=0:u32 daddr=4:u32
struct ipv6_opt_hdr 2: nexthdr=0:u8 hdrlen=1:u8
struct ipv6hdr 40: priority=0+4:u8 version=4+4:u8 flow_lbl=1:u8[3] payload_len=4:u16 nexthdr=6:u8 hop_limit=7:u8
  saddr=8:.in6_addr daddr=24:.in6_addr addrs=8:.ipv6hdr.addrs
struct ipv6hdr.addrs 32: saddr=0:.in6_addr daddr=16:.in6_addr
struct irq_work 32: node=0:.__call_single_node func=16:ptr irqwait=24:.rcuwait
struct irqaction 128: handler=0:ptr dev_id=8:ptr percpu_dev_id=16:ptr next=24:ptr thread_fn=32:ptr thread=40:ptr
  secondary=48:ptr irq=56:u32 flags=60:u32 thread_flags=64:u64 thread_mask=72:u64 name=80:ptr dir=88:ptr
struct k_sigaction 32: sa=0:.sigaction
struct kernel_cap_t 8: val=0:u64
struct kernel_siginfo 48: si_signo=0:s32 si_errno=4:s32 si_code=8:s32 _sifields=16:.__sifields
struct kernfs_elem_attr 32: ops=0:ptr open=8:ptr size=16:s64 notify_next=24:ptr
struct kernfs_elem_dir 32: subdirs=0:u64 children=8:.rb_root root=16:ptr rev=24:u64
struct kernfs_elem_symlink 8: target_kn=0:ptr
struct kernfs_node 136: count=0:.atomic_t active=4:.atomic_t __parent=8:ptr name=16:ptr rb=24:.rb_node ns=48:ptr
  hash=56:u32 flags=60:u16 mode=62:u16 dir=64:.kernfs_elem_dir symlink=64:.kernfs_elem_symlink
  attr=64:.kernfs_elem_attr id=96:u64 priv=104:ptr iattr=112:ptr rcu=120:.callback_head
struct kgid_t 4: val=0:u32
struct kiocb 48: ki_filp=0:ptr ki_pos=8:s64 ki_complete=16:ptr private=24:ptr ki_flags=32:s32 ki_ioprio=36:u16
  ki_write_stream=38:u8 ki_waitq=40:ptr dio_complete=40:ptr
struct kmap_ctrl 0:
struct kmem_cache 8416: cpu_slab=0:ptr lock_key=8:.lock_class_key cpu_sheaves=8:ptr flags=16:u32 min_partial=24:u64
  size=32:u32 object_size=36:u32 reciprocal_size=40:.reciprocal_value offset=48:u32 cpu_partial=52:u32
  cpu_partial_slabs=56:u32 sheaf_capacity=60:u32 oo=64:.kmem_cache_order_objects min=68:.kmem_cache_order_objects
  allocflags=72:u32 refcount=76:s32 ctor=80:ptr inuse=88:u32 align=92:u32 red_left_pad=96:u32 name=104:ptr
  list=112:.list_head kobj=128:.kobject random=192:u64 remote_node_defrag_ratio=200:u32 random_seq=208:ptr
  useroffset=216:u32 usersize=220:u32 node=224:ptr[1024]
struct kmem_cache_order_objects 4: x=0:u32
struct kobject 64: name=0:ptr entry=8:.list_head parent=24:ptr kset=32:ptr ktype=40:ptr sd=48:ptr kref=56:.kref
  state_initialized=480+1:u32 state_in_sysfs=481+1:u32 state_add_uevent_sent=482+1:u32
  state_remove_uevent_sent=483+1:u32 uevent_suppress=484+1:u32
struct kref 4: refcount=0:.refcount_struct
struct ktermios 44: c_iflag=0:u32 c_oflag=4:u32 c_cflag=8:u32 c_lflag=12:u32 c_line=16:u8 c_cc=17:u8[19]
  c_ispeed=36:u32 c_ospeed=40:u32
struct kuid_t 4: val=0:u32
struct latch_tree_node 48: node=0:.rb_node[2]
struct ld_semaphore 48: count=0:.atomic_long_t wait_lock=8:.raw_spinlock wait_readers=12:u32 read_wait=16:.list_head
  write_wait=32:.list_head
struct linux_binprm 408: vma=0:ptr vma_pages=8:u64 argmin=16:u64 mm=24:ptr p=32:u64 have_execfd=320+1:u32
  execfd_creds=321+1:u32 secureexec=322+1:u32 point_of_no_return=323+1:u32 comm_from_dentry=324+1:u32
  is_check=325+1:u32 executable=48:ptr interpreter=56:ptr file=64:ptr cred=72:ptr unsafe=80:s32 per_clear=84:u32
  argc=88:s32 envc=92:s32 filename=96:ptr interp=104:ptr fdpath=112:ptr interp_flags=120:u32 execfd=124:s32
  exec=128:u64 rlim_stack=136:.rlimit buf=152:u8[256]
struct list_head 16: next=0:ptr prev=8:ptr
struct list_lru 48: node=0:ptr list=8:.list_head shrinker_id=24:s32 memcg_aware=28:u8 xa=32:.xarray
struct llist_head 8: first=0:ptr
struct llist_node 8: next=0:ptr
struct load_weight 16: weight=0:u64 inv_weight=8:u32
struct local64_t 8: a=0:.local_t
struct local_ports 8: range=0:u32 warned=4:u8
struct local_t 8: a=0:.atomic_long_t
struct lock_class_key 0:
struct lockdep_map 0:
struct lockref 8: lock_count=0:u64 lock=0:.spinlock count=4:s32
struct maple_tree 16: ma_lock=0:.spinlock ma_flags=4:u32 ma_root=8:ptr
struct mem_dqinfo 72: dqi_format=0:ptr dqi_fmt_id=8:s32 dqi_dirty_list=16:.list_head dqi_flags=32:u64
  dqi_bgrace=40:u32 dqi_igrace=44:u32 dqi_max_spc_limit=48:s64 dqi_max_ino_limit=56:s64 dqi_priv=64:ptr
struct memdesc_flags_t 8: f=0:u64
struct mempool 72: lock=0:.spinlock min_nr=4:s32 curr_nr=8:s32 elements=16:ptr pool_data=24:ptr alloc=32:ptr
  free=40:ptr wait=48:.wait_queue_head
struct minmax 24: s=0:.minmax_sample[3]
struct minmax_sample 8: t=0:u32 v=4:u32
struct mm_context_t 144: ctx_id=0:u64 tlb_gen=8:.atomic64_t next_trim_cpumask=16:u64 ldt_usr_sem=24:.rw_semaphore
  ldt=64:ptr flags=72:u64 lock=80:.mutex vdso=112:ptr vdso_image=120:ptr perf_rdpmc_allowed=128:.atomic_t
  pkey_allocation_map=132:u16 execute_only_pkey=134:s16 global_asid=136:u16 asid_transition=138:u8
struct mm_flags_t 8: __mm_flags=0:u64[1]
struct mm_struct 1472: mm_count=0:.atomic_t mm_mt=64:.maple_tree mmap_base=80:u64 mmap_legacy_base=88:u64
  mmap_compat_base=96:u64 mmap_compat_legacy_base=104:u64 task_size=112:u64 pgd=120:ptr membarrier_state=128:.atomic_t
  mm_users=132:.atomic_t pcpu_cid=136:ptr mm_cid_next_scan=144:u64 nr_cpus_allowed=152:u32 max_nr_cid=156:.atomic_t
  cpus_allowed_lock=160:.raw_spinlock pgtables_bytes=168:.atomic_long_t map_count=176:s32
  page_table_lock=180:.spinlock mmap_lock=184:.rw_semaphore mmlist=224:.list_head vma_writer_wait=240:.rcuwait
  mm_lock_seq=248:.seqcount futex_hash_lock=256:.mutex futex_phash=288:ptr futex_phash_new=296:ptr
  futex_batches=304:u64 futex_rcu=312:.callback_head futex_atomic=328:.atomic_long_t futex_ref=336:ptr
  hiwater_rss=344:u64 hiwater_vm=352:u64 total_vm=360:u64 locked_vm=368:u64 pinned_vm=376:.atomic64_t data_vm=384:u64
  exec_vm=392:u64 stack_vm=400:u64 def_flags=408:u64 write_protect_seq=416:.seqcount arg_lock=420:.spinlock
  start_code=424:u64 end_code=432:u64 start_data=440:u64 end_data=448:u64 start_brk=456:u64 brk=464:u64
  start_stack=472:u64 arg_start=480:u64 arg_end=488:u64 env_start=496:u64 env_end=504:u64 saved_auxv=512:u64[56]
  rss_stat=960:.percpu_counter[4] binfmt=1120:ptr context=1128:.mm_context_t flags=1272:.mm_flags_t
  ioctx_lock=1280:.spinlock ioctx_table=1288:ptr owner=1296:ptr user_ns=1304:ptr exe_file=1312:ptr
  notifier_subscriptions=1320:ptr numa_next_scan=1328:u64 numa_scan_offset=1336:u64 numa_scan_seq=1344:s32
  tlb_flush_pending=1348:.atomic_t tlb_flush_batched=1352:.atomic_t uprobes_state=1360:.uprobes_state
  hugetlb_usage=1376:.atomic_long_t async_put_work=1384:.work_struct ksm_merging_pages=1416:u64
  ksm_rmap_items=1424:u64 ksm_zero_pages=1432:.atomic_long_t mm_id=1440:u32 cpu_bitmap=1472:u64[0]
struct mnt_idmap 136: uid_map=0:.uid_gid_map gid_map=64:.uid_gid_map count=128:.refcount_struct
struct mnt_namespace 200: ns=0:.ns_common root=80:ptr mounts=88:.rb_root mnt_last_node=96:ptr mnt_first_node=104:ptr
  user_ns=112:ptr ucounts=120:ptr poll=128:.wait_queue_head seq_origin=152:u64 event=160:u64 n_fsnotify_mask=168:u32
  n_fsnotify_marks=176:ptr nr_mounts=184:u32 pending_mounts=188:u32 passive=192:.refcount_struct
struct mount 352: mnt_hash=0:.hlist_node mnt_parent=16:ptr mnt_mountpoint=24:ptr mnt=32:.vfsmount mnt_node=64:.rb_node
  mnt_rcu=64:.callback_head mnt_llist=64:.llist_node mnt_pcp=88:ptr mnt_mounts=96:.list_head mnt_child=112:.list_head
  mnt_next_for_sb=128:ptr mnt_pprev_for_sb=136:ptr mnt_devname=144:ptr mnt_list=152:.list_head
  mnt_expire=168:.list_head mnt_share=184:.list_head mnt_slave_list=200:.hlist_head mnt_slave=208:.hlist_node
  mnt_master=224:ptr mnt_ns=232:ptr mnt_mp=240:ptr mnt_mp_list=248:.hlist_node mnt_umount=248:.hlist_node
  mnt_fsnotify_marks=264:ptr mnt_fsnotify_mask=272:u32 to_notify=280:.list_head prev_ns=296:ptr mnt_t_flags=304:s32
  mnt_id=308:s32 mnt_id_unique=312:u64 mnt_group_id=320:s32 mnt_expiry_mark=324:s32 mnt_pins=328:.hlist_head
  mnt_stuck_children=336:.hlist_head overmount=344:ptr
struct msghdr 104: msg_name=0:ptr msg_namelen=8:s32 msg_inq=12:s32 msg_iter=16:.iov_iter msg_control=56:ptr
  msg_control_user=56:ptr msg_control_is_user=512+1:u8 msg_get_inq=513+1:u8 msg_flags=68:u32 msg_controllen=72:u64
  msg_iocb=80:ptr msg_ubuf=88:ptr sg_from_iter=96:ptr
struct mutex 32: owner=0:.atomic_long_t wait_lock=8:.raw_spinlock osq=12:.optimistic_spin_queue
  wait_list=16:.list_head
struct neighbour 328: hash=0:.hlist_node dev_list=16:.hlist_node tbl=32:ptr parms=40:ptr confirmed=48:u64
  updated=56:u64 lock=64:.rwlock_t refcnt=72:.refcount_struct arp_queue_len_bytes=76:u32 arp_queue=80:.sk_buff_head
  timer=104:.timer_list used=144:u64 probes=152:.atomic_t nud_state=156:u8 type=157:u8 dead=158:u8 protocol=159:u8
  flags=160:u32 ha_lock=164:.seqlock_t ha=176:u8[32] hh=208:.hh_cache output=256:ptr ops=264:ptr
  gc_list=272:.list_head managed_list=288:.list_head rcu=304:.callback_head dev=320:ptr
  dev_tracker=328:.netdevice_tracker primary_key=328:u8[0]
struct net 4288: passive=0:.refcount_struct rules_mod_lock=4:.spinlock dev_base_seq=8:u32 ifindex=12:u32
  nsid_lock=16:.spinlock fnhe_genid=20:.atomic_t list=24:.list_head exit_list=40:.list_head
  defer_free_list=56:.llist_node cleanup_list=64:.llist_node ptype_all=72:.list_head ptype_specific=88:.list_head
  key_domain=104:ptr user_ns=112:ptr ucounts=120:ptr netns_ids=128:.idr ns=152:.ns_common
  refcnt_tracker=232:.ref_tracker_dir notrefcnt_tracker=232:.ref_tracker_dir dev_base_head=232:.list_head
  proc_net=248:ptr proc_net_stat=256:ptr sysctls=264:.ctl_table_set rtnl=368:ptr genl_sock=376:ptr uevent_sock=384:ptr
  dev_name_head=392:ptr dev_index_head=400:ptr dev_by_index=408:.xarray netdev_chain=424:.raw_notifier_head
  hash_mix=432:u32 loopback_dev=440:ptr rules_ops=448:.list_head core=464:.netns_core mib=504:.netns_mib
  packet=624:.netns_packet unx=664:.netns_unix nexthop=696:.netns_nexthop ipv4=768:.netns_ipv4 ipv6=1792:.netns_ipv6
  nf=2624:.netns_nf ct=2888:.netns_ct nft=3064:.netns_nftables gen=3072:ptr bpf=3080:.netns_bpf xfrm=3200:.netns_xfrm
  net_cookie=4160:u64 mpls=4168:.netns_mpls xdp=4200:.netns_xdp diag_nlsk=4240:ptr
struct net_device 2496: __cacheline_group_begin__net_device_read_tx=0:u8[0] priv_flags=0+32:u64 lltx=32+1:u64
  netmem_tx=33+1:u64 priv_flags_fast=0:.net_device.priv_flags_fast netdev_ops=8:ptr header_ops=16:ptr _tx=24:ptr
  gso_partial_features=32:u64 real_num_tx_queues=40:u32 gso_max_size=44:u32 gso_ipv4_max_size=48:u32
  gso_max_segs=52:u16 num_tc=54:s16 mtu=56:u32 needed_headroom=60:u16 tc_to_txq=62:.netdev_tc_txq[16]
  xps_maps=128:ptr[2] nf_hooks_egress=144:ptr tcx_egress=152:ptr __cacheline_group_end__net_device_read_tx=160:u8[0]
  __cacheline_group_begin__net_device_read_txrx=160:u8[0] lstats=160:ptr tstats=160:ptr dstats=160:ptr state=168:u64
  flags=176:u32 hard_header_len=180:u16 features=184:u64 ip6_ptr=192:ptr
  __cacheline_group_end__net_device_read_txrx=200:u8[0] __cacheline_group_begin__net_device_read_rx=200:u8[0]
  xdp_prog=200:ptr ptype_specific=208:.list_head ifindex=224:s32 real_num_rx_queues=228:u32 _rx=232:ptr
  gro_max_size=240:u32 gro_ipv4_max_size=244:u32 rx_handler=248:ptr rx_handler_data=256:ptr nd_net=264:.possible_net_t
  tcx_ingress=272:ptr __cacheline_group_end__net_device_read_rx=280:u8[0] name=280:u8[16] name_node=296:ptr
  ifalias=304:ptr mem_end=312:u64 mem_start=320:u64 base_addr=328:u64 dev_list=336:.list_head napi_list=352:.list_head
  unreg_list=368:.list_head close_list=384:.list_head ptype_all=400:.list_head adj_list=416:.net_device.adj_list
  xdp_features=448:u32 xdp_metadata_ops=456:ptr xsk_tx_metadata_ops=464:ptr gflags=472:u16 needed_tailroom=474:u16
  hw_features=480:u64 wanted_features=488:u64 vlan_features=496:u64 hw_enc_features=504:u64 mpls_features=512:u64
  mangleid_features=520:u64 min_mtu=528:u32 max_mtu=532:u32 type=536:u16 min_header_len=538:u8 name_assign_type=539:u8
  group=540:s32 stats=544:.net_device_stats core_stats=728:ptr carrier_up_count=736:.atomic_t
  carrier_down_count=740:.atomic_t ethtool_ops=744:ptr l3mdev_ops=752:ptr ndisc_ops=760:ptr operstate=768:u32
  link_mode=772:u8 if_port=773:u8 dma=774:u8 perm_addr=775:u8[32] addr_assign_type=807:u8 addr_len=808:u8
  upper_level=809:u8 lower_level=810:u8 threaded=811:u8 neigh_priv_len=812:u16 dev_id=814:u16 dev_port=816:u16
  irq=820:s32 priv_len=824:u32 addr_list_lock=828:.spinlock uc=832:.netdev_hw_addr_list mc=864:.netdev_hw_addr_list
  dev_addrs=896:.netdev_hw_addr_list queues_kset=928:ptr promiscuity=936:u32 allmulti=940:u32 uc_promisc=944:u8
  ip_ptr=952:ptr fib_nh_head=960:.hlist_head dev_addr=968:ptr num_rx_queues=976:u32 xdp_zc_max_segs=980:u32
  ingress_queue=984:ptr nf_hooks_ingress=992:ptr broadcast=1000:u8[32] rx_cpu_rmap=1032:ptr
  index_hlist=1040:.hlist_node num_tx_queues=1056:u32 qdisc=1064:ptr tx_queue_len=1072:u32
  tx_global_lock=1076:.spinlock xdp_bulkq=1080:ptr qdisc_hash=1088:.hlist_head[16] watchdog_timer=1216:.timer_list
  watchdog_timeo=1256:s32 watchdog_lock=1260:.spinlock watchdog_ref_held=1264:u8 proto_down_reason=1268:u32
  todo_list=1272:.list_head pcpu_refcnt=1288:ptr refcnt_tracker=1296:.ref_tracker_dir link_watch_list=1296:.list_head
  reg_state=1312:u8 dismantle=1313:u8 moving_ns=1314:u8 rtnl_link_initializing=1315:u8 needs_free_netdev=1316:u8
  priv_destructor=1320:ptr ml_priv=1328:ptr ml_priv_type=1336:u32 pcpu_stat_type=10720+8:u32 dev=1344:.device
  sysfs_groups=2040:ptr[5] sysfs_rx_queue_group=2080:ptr rtnl_link_ops=2088:ptr stat_ops=2096:ptr
  queue_mgmt_ops=2104:ptr tso_max_size=2112:u32 tso_max_segs=2116:u16 dcbnl_ops=2120:ptr prio_tc_map=2128:u8[16]
  priomap=2144:ptr link_topo=2152:ptr phydev=2160:ptr sfp_bus=2168:ptr qdisc_tx_busylock=2176:ptr proto_down=2184:u8
  irq_affinity_auto=2185:u8 rx_cpu_rmap_auto=2186:u8 see_all_hwtstamp_requests=17496+1:u64
  change_proto_down=17497+1:u64 netns_immutable=17498+1:u64 fcoe_mtu=17499+1:u64 net_notifier_list=2192:.list_head
  udp_tunnel_nic_info=2208:ptr udp_tunnel_nic=2216:ptr cfg=2224:ptr cfg_pending=2232:ptr ethtool=2240:ptr
  xdp_state=2248:.bpf_xdp_entity[3] dev_addr_shadow=2296:u8[32] linkwatch_dev_tracker=2328:.netdevice_tracker
  watchdog_dev_tracker=2328:.netdevice_tracker dev_registered_tracker=2328:.netdevice_tracker
  offload_xstats_l3=2328:ptr devlink_port=2336:ptr page_pools=2344:.hlist_head irq_moder=2352:ptr
  max_pacing_offload_horizon=2360:u64 napi_config=2368:ptr num_napi_configs=2376:u32 napi_defer_hard_irqs=2380:u32
  gro_flush_timeout=2384:u64 up=2392:u8 request_ops_lock=2393:u8 lock=2400:.mutex neighbours=2432:.hlist_head[2]
  hwprov=2448:ptr priv=2496:u8[0]
struct net_device.adj_list 32: upper=0:.list_head lower=16:.list_head
struct net_device.priv_flags_fast 8: priv_flags=0+32:u64 lltx=32+1:u64 netmem_tx=33+1:u64
struct net_device_stats 184: rx_packets=0:u64 __rx_packets=0:.atomic_long_t tx_packets=8:u64
  __tx_packets=8:.atomic_long_t rx_bytes=16:u64 __rx_bytes=16:.atomic_long_t tx_bytes=24:u64
  __tx_bytes=24:.atomic_long_t rx_errors=32:u64 __rx_errors=32:.atomic_long_t tx_errors=40:u64
  __tx_errors=40:.atomic_long_t rx_dropped=48:u64 __rx_dropped=48:.atomic_long_t tx_dropped=56:u64
  __tx_dropped=56:.atomic_long_t multicast=64:u64 __multicast=64:.atomic_long_t collisions=72:u64
  __collisions=72:.atomic_long_t rx_length_errors=80:u64 __rx_length_errors=80:.atomic_long_t rx_over_errors=88:u64
  __rx_over_errors=88:.atomic_long_t rx_crc_errors=96:u64 __rx_crc_errors=96:.atomic_long_t rx_frame_errors=104:u64
  __rx_frame_errors=104:.atomic_long_t rx_fifo_errors=112:u64 __rx_fifo_errors=112:.atomic_long_t
  rx_missed_errors=120:u64 __rx_missed_errors=120:.atomic_long_t tx_aborted_errors=128:u64
  __tx_aborted_errors=128:.atomic_long_t tx_carrier_errors=136:u64 __tx_carrier_errors=136:.atomic_long_t
  tx_fifo_errors=144:u64 __tx_fifo_errors=144:.atomic_long_t tx_heartbeat_errors=152:u64
  __tx_heartbeat_errors=152:.atomic_long_t tx_window_errors=160:u64 __tx_window_errors=160:.atomic_long_t
  rx_compressed=168:u64 __rx_compressed=168:.atomic_long_t tx_compressed=176:u64 __tx_compressed=176:.atomic_long_t
struct netdev_hw_addr_list 32: list=0:.list_head count=16:s32 tree=24:.rb_root
struct netdev_tc_txq 4: count=0:u16 offset=2:u16
struct netdevice_tracker 0:
struct netns_bpf 64: run_array=0:ptr[2] progs=16:ptr[2] links=32:.list_head[2]
struct netns_core 40: sysctl_hdr=0:ptr sysctl_somaxconn=8:s32 sysctl_optmem_max=12:s32 sysctl_txrehash=16:u8
  sysctl_tstamp_allow_data=17:u8 prot_inuse=24:ptr rps_default_mask=32:ptr
struct netns_ct 176: ecache_dwork_pending=0:u8 sysctl_log_invalid=1:u8 sysctl_events=2:u8 sysctl_acct=3:u8
  sysctl_tstamp=4:u8 sysctl_checksum=5:u8 stat=8:ptr nf_conntrack_event_cb=16:ptr nf_ct_proto=24:.nf_ip_net
  labels_used=168:.atomic_t
struct netns_ipv4 1024: __cacheline_group_begin__netns_ipv4_read_tx=0:u8[0] sysctl_tcp_early_retrans=0:u8
  sysctl_tcp_tso_win_divisor=1:u8 sysctl_tcp_tso_rtt_log=2:u8 sysctl_tcp_autocorking=3:u8 sysctl_tcp_min_snd_mss=4:s32
  sysctl_tcp_notsent_lowat=8:u32 sysctl_tcp_limit_output_bytes=12:s32 sysctl_tcp_min_rtt_wlen=16:s32
  sysctl_tcp_wmem=20:s32[3] sysctl_ip_fwd_use_pmtu=32:u8 __cacheline_group_end__netns_ipv4_read_tx=33:u8[0]
  __cacheline_group_begin__netns_ipv4_read_txrx=33:u8[0] sysctl_tcp_moderate_rcvbuf=33:u8
  __cacheline_group_end__netns_ipv4_read_txrx=34:u8[0] __cacheline_group_begin__netns_ipv4_read_rx=34:u8[0]
  sysctl_ip_early_demux=34:u8 sysctl_tcp_early_demux=35:u8 sysctl_tcp_l3mdev_accept=36:u8 sysctl_tcp_reordering=40:s32
  sysctl_tcp_rmem=44:s32[3] __cacheline_group_end__netns_ipv4_read_rx=56:u8[0] __cacheline_group_begin__icmp=64:u8[0]
  icmp_global_credit=64:.atomic_t icmp_global_stamp=68:u32 __cacheline_group_end__icmp=72:u8[0]
  __cacheline_group_pad__icmp=128:.netns_ipv4.__cacheline_group_pad__icmp tcp_death_row=128:.inet_timewait_death_row
  udp_table=256:ptr udp_tunnel_gro=264:.udp_tunnel_gro[2] forw_hdr=296:ptr frags_hdr=304:ptr ipv4_hdr=312:ptr
  route_hdr=320:ptr xfrm4_hdr=328:ptr devconf_all=336:ptr devconf_dflt=344:ptr ra_chain=352:ptr ra_mutex=360:.mutex
  rules_ops=392:ptr fib_main=400:ptr fib_default=408:ptr fib_rules_require_fldissect=416:u32
  fib_has_custom_rules=420:u8 fib_has_custom_local_routes=421:u8 fib_offload_disabled=422:u8
  sysctl_tcp_shrink_window=423:u8 fib_num_tclassid_users=424:.atomic_t fib_table_hash=432:ptr fibnl=440:ptr
  fib_info_hash=448:ptr fib_info_hash_bits=456:u32 fib_info_cnt=460:u32 mc_autojoin_sk=464:ptr peers=472:ptr
  fqdir=480:ptr sysctl_icmp_echo_ignore_all=488:u8 sysctl_icmp_echo_enable_probe=489:u8
  sysctl_icmp_echo_ignore_broadcasts=490:u8 sysctl_icmp_ignore_bogus_error_responses=491:u8
  sysctl_icmp_errors_use_inbound_ifaddr=492:u8 sysctl_icmp_ratelimit=496:s32 sysctl_icmp_ratemask=500:s32
  sysctl_icmp_msgs_per_sec=504:s32 sysctl_icmp_msgs_burst=508:s32 ip_rt_min_pmtu=512:u32 ip_rt_mtu_expires=516:s32
  ip_rt_min_advmss=520:s32 ip_local_ports=524:.local_ports sysctl_tcp_ecn=532:u8 sysctl_tcp_ecn_option=533:u8
  sysctl_tcp_ecn_option_beacon=534:u8 sysctl_tcp_ecn_fallback=535:u8 sysctl_ip_default_ttl=536:u8
  sysctl_ip_no_pmtu_disc=537:u8 sysctl_ip_fwd_update_priority=538:u8 sysctl_ip_nonlocal_bind=539:u8
  sysctl_ip_autobind_reuse=540:u8 sysctl_ip_dynaddr=541:u8 sysctl_raw_l3mdev_accept=542:u8
  sysctl_udp_early_demux=543:u8 sysctl_nexthop_compat_mode=544:u8 sysctl_fwmark_reflect=545:u8
  sysctl_tcp_fwmark_accept=546:u8 sysctl_tcp_mtu_probing=547:u8 sysctl_tcp_mtu_probe_floor=548:s32
  sysctl_tcp_base_mss=552:s32 sysctl_tcp_probe_threshold=556:s32 sysctl_tcp_probe_interval=560:u32
  sysctl_tcp_keepalive_time=564:s32 sysctl_tcp_keepalive_intvl=568:s32 sysctl_tcp_keepalive_probes=572:u8
  sysctl_tcp_syn_retries=573:u8 sysctl_tcp_synack_retries=574:u8 sysctl_tcp_syncookies=575:u8
  sysctl_tcp_migrate_req=576:u8 sysctl_tcp_comp_sack_nr=577:u8 sysctl_tcp_backlog_ack_defer=578:u8
  sysctl_tcp_pingpong_thresh=579:u8 sysctl_tcp_retries1=580:u8 sysctl_tcp_retries2=581:u8
  sysctl_tcp_orphan_retries=582:u8 sysctl_tcp_tw_reuse=583:u8 sysctl_tcp_tw_reuse_delay=584:u32
  sysctl_tcp_fin_timeout=588:s32 sysctl_tcp_sack=592:u8 sysctl_tcp_window_scaling=593:u8 sysctl_tcp_timestamps=594:u8
  sysctl_tcp_rto_min_us=596:s32 sysctl_tcp_rto_max_ms=600:s32 sysctl_tcp_recovery=604:u8
  sysctl_tcp_thin_linear_timeouts=605:u8 sysctl_tcp_slow_start_after_idle=606:u8 sysctl_tcp_retrans_collapse=607:u8
  sysctl_tcp_stdurg=608:u8 sysctl_tcp_rfc1337=609:u8 sysctl_tcp_abort_on_overflow=610:u8 sysctl_tcp_fack=611:u8
  sysctl_tcp_max_reordering=612:s32 sysctl_tcp_adv_win_scale=616:s32 sysctl_tcp_dsack=620:u8 sysctl_tcp_app_win=621:u8
  sysctl_tcp_frto=622:u8 sysctl_tcp_nometrics_save=623:u8 sysctl_tcp_no_ssthresh_metrics_save=624:u8
  sysctl_tcp_workaround_signed_windows=625:u8 sysctl_tcp_challenge_ack_limit=628:s32 sysctl_tcp_min_tso_segs=632:u8
  sysctl_tcp_reflect_tos=633:u8 sysctl_tcp_invalid_ratelimit=636:s32 sysctl_tcp_pacing_ss_ratio=640:s32
  sysctl_tcp_pacing_ca_ratio=644:s32 sysctl_tcp_child_ehash_entries=648:u32 sysctl_tcp_comp_sack_delay_ns=656:u64
  sysctl_tcp_comp_sack_slack_ns=664:u64 sysctl_max_syn_backlog=672:s32 sysctl_tcp_fastopen=676:s32
  tcp_congestion_control=680:ptr tcp_fastopen_ctx=688:ptr sysctl_tcp_fastopen_blackhole_timeout=696:u32
  tfo_active_disable_times=700:.atomic_t tfo_active_disable_stamp=704:u64 tcp_challenge_timestamp=712:u32
  tcp_challenge_count=716:u32 sysctl_tcp_plb_enabled=720:u8 sysctl_tcp_plb_idle_rehash_rounds=721:u8
  sysctl_tcp_plb_rehash_rounds=722:u8 sysctl_tcp_plb_suspend_rto_sec=723:u8 sysctl_tcp_plb_cong_thresh=724:s32
  sysctl_udp_wmem_min=728:s32 sysctl_udp_rmem_min=732:s32 sysctl_fib_notify_on_flag_change=736:u8
  sysctl_tcp_syn_linear_timeouts=737:u8 sysctl_udp_l3mdev_accept=738:u8 sysctl_igmp_llm_reports=739:u8
  sysctl_igmp_max_memberships=740:s32 sysctl_igmp_max_msf=744:s32 sysctl_igmp_qrv=748:s32
  ping_group_range=752:.ping_group_range ping_port_rover=768:u16 dev_addr_genid=772:.atomic_t
  sysctl_udp_child_hash_entries=776:u32 sysctl_local_reserved_ports=784:ptr sysctl_ip_prot_sock=792:s32
  mr_tables=800:.list_head mr_rules_ops=816:ptr sysctl_fib_multipath_hash_seed=824:.sysctl_fib_multipath_hash_seed
  sysctl_fib_multipath_hash_fields=832:u32 sysctl_fib_multipath_use_neigh=836:u8
  sysctl_fib_multipath_hash_policy=837:u8 notifier_ops=840:ptr fib_seq=848:u32 ipmr_notifier_ops=856:ptr
  ipmr_seq=864:u32 rt_genid=868:.atomic_t ip_id_key=872:.siphash_key_t inet_addr_lst=888:ptr
  addr_chk_work=896:.delayed_work
struct netns_ipv4.__cacheline_group_pad__icmp 0:
struct netns_ipv6 832: ip6_dst_ops=0:.dst_ops sysctl=192:.netns_sysctl_ipv6 devconf_all=376:ptr devconf_dflt=384:ptr
  peers=392:ptr fqdir=400:ptr fib6_null_entry=408:ptr ip6_null_entry=416:ptr rt6_stats=424:ptr
  ip6_fib_timer=432:.timer_list fib_table_hash=472:ptr fib_table_hash_lock=480:.spinlock fib6_main_tbl=488:ptr
  fib6_walkers=496:.list_head fib6_walker_lock=512:.rwlock_t fib6_gc_lock=520:.spinlock ip6_rt_gc_expire=524:.atomic_t
  ip6_rt_last_gc=528:u64 flowlabel_has_excl=536:u8 fib6_has_custom_rules=537:u8 fib6_rules_require_fldissect=540:u32
  fib6_routes_require_src=544:u32 ip6_prohibit_entry=552:ptr ip6_blk_hole_entry=560:ptr fib6_local_tbl=568:ptr
  fib6_rules_ops=576:ptr ndisc_sk=584:ptr tcp_sk=592:ptr igmp_sk=600:ptr mc_autojoin_sk=608:ptr inet6_addr_lst=616:ptr
  addrconf_hash_lock=624:.spinlock addr_chk_work=632:.delayed_work mr6_tables=720:.list_head mr6_rules_ops=736:ptr
  dev_addr_genid=744:.atomic_t fib6_sernum=748:.atomic_t seg6_data=752:ptr notifier_ops=760:ptr
  ip6mr_notifier_ops=768:ptr ipmr_seq=776:u32 ip6addrlbl_table=784:.netns_ipv6.ip6addrlbl_table ioam6_data=800:ptr
struct netns_ipv6.ip6addrlbl_table 16: head=0:.hlist_head lock=8:.spinlock seq=12:u32
struct netns_mib 120: ip_statistics=0:ptr ipv6_statistics=8:ptr tcp_statistics=16:ptr net_statistics=24:ptr
  udp_statistics=32:ptr udp_stats_in6=40:ptr xfrm_statistics=48:ptr mptcp_statistics=56:ptr udplite_statistics=64:ptr
  udplite_stats_in6=72:ptr icmp_statistics=80:ptr icmpmsg_statistics=88:ptr icmpv6_statistics=96:ptr
  icmpv6msg_statistics=104:ptr proc_net_devsnmp6=112:ptr
struct netns_mpls 32: ip_ttl_propagate=0:s32 default_ttl=4:s32 platform_labels=8:u64 platform_label=16:ptr ctl=24:ptr
struct netns_nexthop 72: rb_root=0:.rb_root devhash=8:ptr seq=16:u32 last_id_allocated=20:u32
  notifier_chain=24:.blocking_notifier_head
struct netns_nf 264: proc_netfilter=0:ptr nf_loggers=8:ptr[11] nf_log_dir_header=96:ptr nf_lwtnl_dir_header=104:ptr
  hooks_ipv4=112:ptr[5] hooks_ipv6=152:ptr[5] hooks_arp=192:ptr[3] hooks_bridge=216:ptr[5] defrag_ipv4_users=256:u32
  defrag_ipv6_users=260:u32
struct netns_nftables 8: base_seq=0:u32 gencursor=4:u8
struct netns_packet 40: sklist_lock=0:.mutex sklist=32:.hlist_head
struct netns_sysctl_ipv6 184: hdr=0:ptr route_hdr=8:ptr icmp_hdr=16:ptr frags_hdr=24:ptr xfrm6_hdr=32:ptr
  flush_delay=40:s32 ip6_rt_max_size=44:s32 ip6_rt_gc_min_interval=48:s32 ip6_rt_gc_timeout=52:s32
  ip6_rt_gc_interval=56:s32 ip6_rt_gc_elasticity=60:s32 ip6_rt_mtu_expires=64:s32 ip6_rt_min_advmss=68:s32
  multipath_hash_fields=72:u32 multipath_hash_policy=76:u8 bindv6only=77:u8 flowlabel_consistency=78:u8
  auto_flowlabels=79:u8 icmpv6_time=80:s32 icmpv6_echo_ignore_all=84:u8 icmpv6_echo_ignore_multicast=85:u8
  icmpv6_echo_ignore_anycast=86:u8 icmpv6_ratemask=88:u64[4] icmpv6_ratemask_ptr=120:ptr anycast_src_echo_reply=128:u8
  ip_nonlocal_bind=129:u8 fwmark_reflect=130:u8 flowlabel_state_ranges=131:u8 idgen_retries=132:s32
  idgen_delay=136:s32 flowlabel_reflect=140:s32 max_dst_opts_cnt=144:s32 max_hbh_opts_cnt=148:s32
  max_dst_opts_len=152:s32 max_hbh_opts_len=156:s32 seg6_flowlabel=160:s32 ioam6_id=164:u32 ioam6_id_wide=168:u64
  skip_notify_on_dev_down=176:u8 fib_notify_on_flag_change=177:u8 icmpv6_error_anycast_as_unicast=178:u8
struct netns_tracker 0:
struct netns_unix 32: table=0:.unix_table sysctl_max_dgram_qlen=16:s32 ctl=24:ptr
struct netns_xdp 40: lock=0:.mutex list=32:.hlist_head
struct netns_xfrm 960: state_all=0:.list_head state_bydst=16:ptr state_bysrc=24:ptr state_byspi=32:ptr
  state_byseq=40:ptr state_cache_input=48:ptr state_hmask=56:u32 state_num=60:u32 state_hash_work=64:.work_struct
  policy_all=96:.list_head policy_byidx=112:ptr policy_idx_hmask=120:u32 idx_generator=124:u32
  policy_bydst=128:.xfrm_policy_hash[3] policy_count=176:u32[6] policy_hash_work=200:.work_struct
  policy_hthresh=232:.xfrm_policy_hthresh inexact_bins=280:.list_head nlsk=296:ptr nlsk_stash=304:ptr
  sysctl_aevent_etime=312:u32 sysctl_aevent_rseqth=316:u32 sysctl_larval_drop=320:s32 sysctl_acq_expires=324:u32
  policy_default=328:u8[3] sysctl_hdr=336:ptr xfrm4_dst_ops=384:.dst_ops xfrm6_dst_ops=576:.dst_ops
  xfrm_state_lock=768:.spinlock xfrm_state_hash_generation=772:.seqcount_spinlock
  xfrm_policy_hash_generation=776:.seqcount_spinlock xfrm_policy_lock=780:.spinlock xfrm_cfg_mutex=784:.mutex
  nat_keepalive_work=816:.delayed_work
struct new_utsname 390: sysname=0:u8[65] nodename=65:u8[65] release=130:u8[65] version=195:u8[65] machine=260:u8[65]
  domainname=325:u8[65]
struct nf_generic_net 4: timeout=0:u32
struct nf_gre_net 24: keymap_list=0:.list_head timeouts=16:u32[2]
struct nf_icmp_net 4: timeout=0:u32
struct nf_ip_net 144: generic=0:.nf_generic_net tcp=4:.nf_tcp_net udp=64:.nf_udp_net icmp=72:.nf_icmp_net
  icmpv6=76:.nf_icmp_net sctp=80:.nf_sctp_net gre=120:.nf_gre_net
struct nf_sctp_net 40: timeouts=0:u32[10]
struct nf_tcp_net 60: timeouts=0:u32[14] tcp_loose=56:u8 tcp_be_liberal=57:u8 tcp_max_retrans=58:u8
  tcp_ignore_invalid_rst=59:u8
struct nf_udp_net 8: timeouts=0:u32[2]
struct nodemask_t 128: bits=0:u64[16]
struct ns_common 80: ns_type=0:u32 stashed=8:ptr ops=16:ptr inum=24:u32 __ns_ref=28:.refcount_struct ns_id=32:u64
  ns_tree_node=40:.rb_node ns_list_node=64:.list_head ns_rcu=32:.callback_head
struct nsproxy 72: count=0:.refcount_struct uts_ns=8:ptr ipc_ns=16:ptr mnt_ns=24:ptr pid_ns_for_children=32:ptr
  net_ns=40:ptr time_ns=48:ptr time_ns_for_children=56:ptr cgroup_ns=64:ptr
struct numa_drop_counters 128: drops0=0:.atomic_t drops1=64:.atomic_t
struct oom_control 64: zonelist=0:ptr nodemask=8:ptr memcg=16:ptr gfp_mask=24:u32 order=28:s32 totalpages=32:u64
  chosen=40:ptr chosen_points=48:s64 constraint=56:u32
struct open_how 24: flags=0:u64 mode=8:u64 resolve=16:u64
struct optimistic_spin_queue 4: tail=0:.atomic_t
struct pacct_struct 56: ac_flag=0:s32 ac_exitcode=8:s64 ac_mem=16:u64 ac_utime=24:u64 ac_stime=32:u64 ac_minflt=40:u64
  ac_majflt=48:u64
struct page 64: flags=0:.memdesc_flags_t lru=8:.list_head buddy_list=8:.list_head pcp_list=8:.list_head
  pcp_llist=8:.llist_node mapping=24:ptr __folio_index=32:u64 share=32:u64 buddy_since=32:u64 private=40:u64
  pp_magic=8:u64 pp=16:ptr _pp_mapping_pad=24:u64 dma_addr=32:u64 pp_ref_count=40:.atomic_long_t compound_head=8:u64
  _unused_pgmap_compound_head=8:ptr zone_device_data=16:ptr callback_head=8:.callback_head page_type=48:u32
  _mapcount=48:.atomic_t _refcount=52:.atomic_t memcg_data=56:u64
struct page_frag 16: page=0:ptr offset=8:u32 size=12:u32
struct path 16: mnt=0:ptr dentry=8:ptr
struct percpu_counter 40: lock=0:.raw_spinlock count=8:s64 list=16:.list_head counters=32:ptr
struct percpu_ref 16: percpu_count_ptr=0:u64 data=8:ptr
struct percpu_rw_semaphore 96: rss=0:.rcu_sync read_count=48:ptr writer=56:.rcuwait waiters=64:.wait_queue_head
  block=88:.atomic_t
struct perf_addr_filters_head 24: list=0:.list_head lock=16:.raw_spinlock nr_file_filters=20:u32
struct perf_event 1352: event_entry=0:.list_head sibling_list=16:.list_head active_list=32:.list_head
  group_node=48:.rb_node group_index=72:u64 migrate_entry=80:.list_head hlist_entry=96:.hlist_node
  active_entry=112:.list_head nr_siblings=128:s32 event_caps=132:s32 group_caps=136:s32 group_generation=140:u32
  group_leader=144:ptr pmu=152:ptr pmu_private=160:ptr state=168:s32 attach_state=172:u32 count=176:.local64_t
  child_count=184:.atomic64_t total_time_enabled=192:u64 total_time_running=200:u64 tstamp=208:u64
  attr=216:.perf_event_attr header_size=352:u16 id_header_size=354:u16 read_size=356:u16 hw=360:.hw_perf_event
  ctx=568:ptr pmu_ctx=576:ptr refcount=584:.atomic_long_t child_total_time_enabled=592:.atomic64_t
  child_total_time_running=600:.atomic64_t child_mutex=608:.mutex child_list=640:.list_head parent=656:ptr
  oncpu=664:s32 cpu=668:s32 owner_entry=672:.list_head owner=688:ptr owner_class=696:u8 mmap_mutex=704:.mutex
  mmap_count=736:.refcount_struct rb=744:ptr rb_entry=752:.list_head rcu_batches=768:u64 rcu_pending=776:s32
  waitq=784:.wait_queue_head fasync=808:ptr pending_wakeup=816:u32 pending_kill=820:u32 pending_disable=824:u32
  pending_addr=832:u64 pending_irq=840:.irq_work pending_disable_irq=872:.irq_work pending_task=904:.callback_head
  pending_work=920:u32 event_limit=924:.atomic_t addr_filters=928:.perf_addr_filters_head addr_filter_ranges=952:ptr
  addr_filters_gen=960:u64 aux_event=968:ptr destroy=976:ptr callback_head=984:.callback_head ns=1000:ptr id=1008:u64
  lost_samples=1016:.atomic64_t clock=1024:ptr overflow_handler=1032:ptr overflow_handler_context=1040:ptr
  prog=1048:ptr bpf_cookie=1056:u64 tp_event=1064:ptr filter=1072:ptr ftrace_ops=1080:.ftrace_ops cgrp=1296:ptr
  security=1304:ptr sb_list=1312:.list_head pmu_list=1328:.list_head orig_type=1344:u32
struct perf_event_attr 136: type=0:u32 size=4:u32 config=8:u64 sample_period=16:u64 sample_freq=16:u64
  sample_type=24:u64 read_format=32:u64 disabled=320+1:u64 inherit=321+1:u64 pinned=322+1:u64 exclusive=323+1:u64
  exclude_user=324+1:u64 exclude_kernel=325+1:u64 exclude_hv=326+1:u64 exclude_idle=327+1:u64 mmap=328+1:u64
  comm=329+1:u64 freq=330+1:u64 inherit_stat=331+1:u64 enable_on_exec=332+1:u64 task=333+1:u64 watermark=334+1:u64
  precise_ip=335+2:u64 mmap_data=337+1:u64 sample_id_all=338+1:u64 exclude_host=339+1:u64 exclude_guest=340+1:u64
  exclude_callchain_kernel=341+1:u64 exclude_callchain_user=342+1:u64 mmap2=343+1:u64 comm_exec=344+1:u64
  use_clockid=345+1:u64 context_switch=346+1:u64 write_backward=347+1:u64 namespaces=348+1:u64 ksymbol=349+1:u64
  bpf_event=350+1:u64 aux_output=351+1:u64 cgroup=352+1:u64 text_poke=353+1:u64 build_id=354+1:u64
  inherit_thread=355+1:u64 remove_on_exec=356+1:u64 sigtrap=357+1:u64 __reserved_1=358+26:u64 wakeup_events=48:u32
  wakeup_watermark=48:u32 bp_type=52:u32 bp_addr=56:u64 kprobe_func=56:u64 uprobe_path=56:u64 config1=56:u64
  bp_len=64:u64 kprobe_addr=64:u64 probe_offset=64:u64 config2=64:u64 branch_sample_type=72:u64
  sample_regs_user=80:u64 sample_stack_user=88:u32 clockid=92:s32 sample_regs_intr=96:u64 aux_watermark=104:u32
  sample_max_stack=108:u16 __reserved_2=110:u16 aux_sample_size=112:u32 aux_action=116:u32 aux_start_paused=928+1:u32
  aux_pause=929+1:u32 aux_resume=930+1:u32 __reserved_3=931+29:u32 sig_data=120:u64 config3=128:u64
union perf_mem_data_src 8: val=0:u64 mem_op=0+5:u64 mem_lvl=5+14:u64 mem_snoop=19+5:u64 mem_lock=24+2:u64
  mem_dtlb=26+7:u64 mem_lvl_num=33+4:u64 mem_remote=37+1:u64 mem_snoopx=38+2:u64 mem_blk=40+3:u64 mem_hops=43+3:u64
  mem_rsvd=46+18:u64
struct perf_regs 16: abi=0:u64 regs=8:ptr
struct perf_sample_data 256: sample_flags=0:u64 period=8:u64 dyn_size=16:u64 type=24:u64
  tid_entry=32:.perf_sample_data.tid_entry time=40:u64 id=48:u64 cpu_entry=56:.perf_sample_data.cpu_entry ip=64:u64
  callchain=72:ptr raw=80:ptr br_stack=88:ptr br_stack_cntr=96:ptr weight=104:.perf_sample_weight
  data_src=112:.perf_mem_data_src txn=120:u64 regs_user=128:.perf_regs regs_intr=144:.perf_regs
  stack_user_size=160:u64 stream_id=168:u64 cgroup=176:u64 addr=184:u64 phys_addr=192:u64 data_page_size=200:u64
  code_page_size=208:u64 aux_size=216:u64
struct perf_sample_data.cpu_entry 8: cpu=0:u32 reserved=4:u32
struct perf_sample_data.tid_entry 8: pid=0:u32 tid=4:u32
union perf_sample_weight 8: full=0:u64 var1_dw=0:u32 var2_w=4:u16 var3_w=6:u16
struct pgprot 8: pgprot=0:u64
struct pid 144: count=0:.refcount_struct level=4:u32 lock=8:.spinlock ino=16:u64 pidfs_node=24:.rb_node stashed=48:ptr
  attr=56:ptr tasks=64:.hlist_head[4] inodes=96:.hlist_head wait_pidfd=104:.wait_queue_head rcu=128:.callback_head
  numbers=144:.upid[0]
struct pid_namespace 344: idr=0:.idr rcu=24:.callback_head pid_allocated=40:u32 child_reaper=48:ptr pid_cachep=56:ptr
  level=64:u32 pid_max=68:s32 parent=72:ptr bacct=80:ptr user_ns=88:ptr ucounts=96:ptr reboot=104:s32
  ns=112:.ns_common work=192:.work_struct set=224:.ctl_table_set sysctls=328:ptr memfd_noexec_scope=336:s32
struct ping_group_range 16: lock=0:.seqlock_t range=8:.kgid_t[2]
struct plist_head 16: node_list=0:.list_head
struct plist_node 40: prio=0:s32 prio_list=8:.list_head node_list=24:.list_head
struct pm_message 4: event=0:s32
struct posix_cputimer_base 24: nextevt=0:u64 tqhead=8:.timerqueue_head
struct posix_cputimers 80: bases=0:.posix_cputimer_base[3] timers_active=72:u32 expiry_active=76:u32
struct posix_cputimers_work 56: work=0:.callback_head mutex=16:.mutex scheduled=48:u32
struct possible_net_t 8: net=0:ptr
struct prev_cputime 24: utime=0:u64 stime=8:u64 lock=16:.raw_spinlock
struct pt_regs 168: r15=0:u64 r14=8:u64 r13=16:u64 r12=24:u64 bp=32:u64 bx=40:u64 r11=48:u64 r10=56:u64 r9=64:u64
  r8=72:u64 ax=80:u64 cx=88:u64 dx=96:u64 si=104:u64 di=112:u64 orig_ax=120:u64 ip=128:u64 cs=136:u16 csx=136:u64
  fred_cs=136:.fred_cs flags=144:u64 sp=152:u64 ss=160:u16 ssx=160:u64 fred_ss=160:.fred_ss
struct qrwlock 8: cnts=0:.atomic_t wlocked=0:u8 __lstate=1:u8[3] wait_lock=4:.qspinlock
struct qspinlock 4: val=0:.atomic_t locked=0:u8 pending=1:u8 locked_pending=0:u16 tail=2:u16
struct qstr 16: hash=0:u32 len=4:u32 hash_len=0:u64 name=8:ptr
struct queue_limits 192: features=0:u32 flags=4:u32 seg_boundary_mask=8:u64 virt_boundary_mask=16:u64
  max_hw_sectors=24:u32 max_dev_sectors=28:u32 chunk_sectors=32:u32 max_sectors=36:u32 max_user_sectors=40:u32
  max_segment_size=44:u32 min_segment_size=48:u32 physical_block_size=52:u32 logical_block_size=56:u32
  alignment_offset=60:u32 io_min=64:u32 io_opt=68:u32 max_discard_sectors=72:u32 max_hw_discard_sectors=76:u32
  max_user_discard_sectors=80:u32 max_secure_erase_sectors=84:u32 max_write_zeroes_sectors=88:u32
  max_wzeroes_unmap_sectors=92:u32 max_hw_wzeroes_unmap_sectors=96:u32 max_user_wzeroes_unmap_sectors=100:u32
  max_hw_zone_append_sectors=104:u32 max_zone_append_sectors=108:u32 discard_granularity=112:u32
  discard_alignment=116:u32 zone_write_granularity=120:u32 atomic_write_hw_max=124:u32
  atomic_write_max_sectors=128:u32 atomic_write_hw_boundary=132:u32 atomic_write_boundary_sectors=136:u32
  atomic_write_hw_unit_min=140:u32 atomic_write_unit_min=144:u32 atomic_write_hw_unit_max=148:u32
  atomic_write_unit_max=152:u32 max_segments=156:u16 max_integrity_segments=158:u16 max_discard_segments=160:u16
  max_write_streams=162:u16 write_stream_granularity=164:u32 max_open_zones=168:u32 max_active_zones=172:u32
  dma_alignment=176:u32 dma_pad_mask=180:u32 integrity=184:.blk_integrity
struct quota_info 312: flags=0:u32 dqio_sem=8:.rw_semaphore files=48:ptr[3] info=72:.mem_dqinfo[3] ops=288:ptr[3]
struct raw_notifier_head 8: head=0:ptr
struct raw_spinlock 4: raw_lock=0:.qspinlock
struct rb_node 24: __rb_parent_color=0:u64 rb_right=8:ptr rb_left=16:ptr
struct rb_root 8: rb_node=0:ptr
struct rb_root_cached 16: rb_root=0:.rb_root rb_leftmost=8:ptr
union rcu_special 4: b=0:.rcu_special.b s=0:u32
struct rcu_special.b 4: blocked=0:u8 need_qs=1:u8 exp_hint=2:u8 need_mb=3:u8
struct rcu_sync 48: gp_state=0:s32 gp_count=4:s32 gp_wait=8:.wait_queue_head cb_head=32:.callback_head
struct rcu_work 56: work=0:.work_struct rcu=32:.callback_head wq=48:ptr
struct rcuref_t 4: refcnt=0:.atomic_t
struct rcuwait 8: task=0:ptr
struct reciprocal_value 8: m=0:u32 sh1=4:u8 sh2=5:u8
struct ref_tracker_dir 0:
struct refcount_struct 4: refs=0:.atomic_t
struct renamedata 56: mnt_idmap=0:ptr old_parent=8:ptr old_dentry=16:ptr new_parent=24:ptr new_dentry=32:ptr
  delegated_inode=40:ptr flags=48:u32
struct request 248: q=0:ptr mq_ctx=8:ptr mq_hctx=16:ptr cmd_flags=24:u32 rq_flags=28:u32 tag=32:s32
  internal_tag=36:s32 timeout=40:u32 __data_len=44:u32 __sector=48:u64 bio=56:ptr biotail=64:ptr
  queuelist=72:.list_head rq_next=72:ptr part=88:ptr alloc_time_ns=96:u64 start_time_ns=104:u64
  io_start_time_ns=112:u64 wbt_flags=120:u16 stats_sectors=122:u16 nr_phys_segments=124:u16
  nr_integrity_segments=126:u16 state=128:u32 ref=132:.atomic_t deadline=136:u64 hash=144:.hlist_node
  ipi_list=144:.llist_node rb_node=160:.rb_node special_vec=160:.bio_vec elv=184:.request.elv flush=208:.request.flush
  fifo_time=224:u64 end_io=232:ptr end_io_data=240:ptr
struct request.elv 24: icq=0:ptr priv=8:ptr[2]
struct request.flush 16: seq=0:u32 saved_end_io=8:ptr
struct request_queue 984: queuedata=0:ptr elevator=8:ptr mq_ops=16:ptr queue_ctx=24:ptr queue_flags=32:u64
  rq_timeout=40:u32 queue_depth=44:u32 refs=48:.refcount_struct nr_hw_queues=52:u32 hctx_table=56:.xarray
  q_usage_counter=72:.percpu_ref io_lock_cls_key=88:.lock_class_key io_lockdep_map=88:.lockdep_map
  q_lock_cls_key=88:.lock_class_key q_lockdep_map=88:.lockdep_map last_merge=88:ptr queue_lock=96:.spinlock
  quiesce_depth=100:s32 disk=104:ptr mq_kobj=112:ptr limits=120:.queue_limits dev=312:ptr rpm_status=320:s32
  pm_only=324:.atomic_t stats=328:ptr rq_qos=336:ptr rq_qos_mutex=344:.mutex id=376:s32 nr_requests=384:u64
  timeout=392:.timer_list timeout_work=432:.work_struct nr_active_requests_shared_tags=464:.atomic_t
  sched_shared_tags=472:ptr icq_list=480:.list_head blkcg_pols=496:u64[1] root_blkg=504:ptr blkg_list=512:.list_head
  blkcg_mutex=528:.mutex node=560:s32 requeue_lock=564:.spinlock requeue_list=568:.list_head
  requeue_work=584:.delayed_work blk_trace=672:ptr fq=680:ptr flush_list=688:.list_head elevator_lock=704:.mutex
  sysfs_lock=736:.mutex limits_lock=768:.mutex unused_hctx_list=800:.list_head unused_hctx_lock=816:.spinlock
  mq_freeze_depth=820:s32 td=824:ptr callback_head=832:.callback_head mq_freeze_wq=848:.wait_queue_head
  mq_freeze_lock=872:.mutex tag_set=904:ptr tag_set_list=912:.list_head debugfs_dir=928:ptr sched_debugfs_dir=936:ptr
  rqos_debugfs_dir=944:ptr debugfs_mutex=952:.mutex
struct request_sock_queue 72: rskq_lock=0:.spinlock rskq_defer_accept=4:u8 synflood_warned=5:u8 qlen=8:.atomic_t
  young=12:.atomic_t rskq_accept_head=16:ptr rskq_accept_tail=24:ptr fastopenq=32:.fastopen_queue
struct restart_block 56: arch_data=0:u64 fn=8:ptr futex=16:.restart_block.futex nanosleep=16:.restart_block.nanosleep
  poll=16:.restart_block.poll
struct restart_block.futex 40: uaddr=0:ptr val=8:u32 flags=12:u32 bitset=16:u32 time=24:u64 uaddr2=32:ptr
struct restart_block.nanosleep 24: clockid=0:s32 type=4:u32 rmtp=8:ptr compat_rmtp=8:ptr expires=16:u64
struct restart_block.poll 32: ufds=0:ptr nfds=8:s32 has_timeout=12:s32 tv_sec=16:u64 tv_nsec=24:u64
struct rhash_head 8: next=0:ptr
struct rhlist_head 16: rhead=0:.rhash_head next=8:ptr
struct rlimit 16: rlim_cur=0:u64 rlim_max=8:u64
struct rq 3584: __lock=0:.raw_spinlock nr_running=4:u32 nr_numa_running=8:u32 nr_preferred_running=12:u32
  numa_migrate_on=16:u32 last_blocked_load_update_tick=24:u64 has_blocked_load=32:u32 nohz_csd=64:.__call_single_data
  nohz_tick_stopped=96:u32 nohz_flags=100:.atomic_t ttwu_pending=104:u32 nr_switches=112:u64 cfs=128:.cfs_rq
  rt=640:.rt_rq dl=2344:.dl_rq fair_server=2448:.sched_dl_entity leaf_cfs_rq_list=2688:.list_head
  tmp_alone_branch=2704:ptr nr_uninterruptible=2712:u64 donor=2720:ptr curr=2720:ptr dl_server=2728:ptr idle=2736:ptr
  stop=2744:ptr next_balance=2752:u64 prev_mm=2760:ptr clock_update_flags=2768:u32 clock=2776:u64 clock_task=2816:u64
  clock_pelt=2824:u64 lost_idle_time=2832:u64 clock_pelt_idle=2840:u64 clock_idle=2848:u64 nr_iowait=2856:.atomic_t
  last_seen_need_resched_ns=2864:u64 ticks_without_resched=2872:s32 membarrier_state=2876:s32 rd=2880:ptr sd=2888:ptr
  cpu_capacity=2896:u64 balance_callback=2904:ptr nohz_idle_balance=2912:u8 idle_balance=2913:u8
  misfit_task_load=2920:u64 active_balance=2928:s32 push_cpu=2932:s32 active_balance_work=2936:.cpu_stop_work
  cpu=2984:s32 online=2988:s32 cfs_tasks=2992:.list_head avg_rt=3008:.sched_avg avg_dl=3072:.sched_avg
  avg_irq=3136:.sched_avg idle_stamp=3200:u64 avg_idle=3208:u64 max_idle_balance_cost=3216:u64
  hotplug_wait=3224:.rcuwait prev_steal_time=3232:u64 prev_steal_time_rq=3240:u64 calc_load_update=3248:u64
  calc_load_active=3256:s64 hrtick_csd=3264:.__call_single_data hrtick_timer=3296:.hrtimer hrtick_time=3360:s64
  idle_state=3368:ptr nr_pinned=3376:u32 push_busy=3380:u32 push_work=3384:.cpu_stop_work
  scratch_mask=3432:.cpumask[1] cfsb_csd=3488:.__call_single_data cfsb_csd_list=3520:.list_head
struct rt_prio_array 1616: bitmap=0:u64[2] queue=16:.list_head[100]
struct rt_rq 1704: active=0:.rt_prio_array rt_nr_running=1616:u32 rr_nr_running=1620:u32
  highest_prio=1624:.rt_rq.highest_prio overloaded=1632:u8 pushable_tasks=1640:.plist_head rt_queued=1656:s32
  rt_throttled=1660:s32 rt_time=1664:u64 rt_runtime=1672:u64 rt_runtime_lock=1680:.raw_spinlock rt_nr_boosted=1684:u32
  rq=1688:ptr tg=1696:ptr
struct rt_rq.highest_prio 8: curr=0:s32 next=4:s32
struct rtable 176: dst=0:.dst_entry rt_genid=136:s32 rt_flags=140:u32 rt_type=144:u16 rt_is_input=146:u8
  rt_uses_gateway=147:u8 rt_iif=148:s32 rt_gw_family=152:u8 rt_gw4=156:u32 rt_gw6=156:.in6_addr
  rt_mtu_locked=1376+1:u32 rt_pmtu=1377+31:u32
struct rw_semaphore 40: count=0:.atomic_long_t owner=8:.atomic_long_t osq=16:.optimistic_spin_queue
  wait_lock=20:.raw_spinlock wait_list=24:.list_head
struct rwlock_t 8: raw_lock=0:.qrwlock
struct sb_writers 312: frozen=0:u16 freeze_kcount=4:s32 freeze_ucount=8:s32 freeze_owner=16:ptr
  rw_sem=24:.percpu_rw_semaphore[3]
struct sched_avg 64: last_update_time=0:u64 load_sum=8:u64 runnable_sum=16:u64 util_sum=24:u32 period_contrib=28:u32
  load_avg=32:u64 runnable_avg=40:u64 util_avg=48:u64 util_est=56:u32
struct sched_dl_entity 240: rb_node=0:.rb_node dl_runtime=24:u64 dl_deadline=32:u64 dl_period=40:u64 dl_bw=48:u64
  dl_density=56:u64 runtime=64:s64 deadline=72:u64 flags=80:u32 dl_throttled=672+1:u32 dl_yielded=673+1:u32
  dl_non_contending=674+1:u32 dl_overrun=675+1:u32 dl_server=676+1:u32 dl_server_active=677+1:u32 dl_defer=678+1:u32
  dl_defer_armed=679+1:u32 dl_defer_running=680+1:u32 dl_timer=88:.hrtimer inactive_timer=152:.hrtimer rq=216:ptr
  server_pick_task=224:ptr pi_se=232:ptr
struct sched_entity 256: load=0:.load_weight run_node=16:.rb_node deadline=40:u64 min_vruntime=48:u64 min_slice=56:u64
  max_slice=64:u64 group_node=72:.list_head on_rq=88:u8 sched_delayed=89:u8 rel_deadline=90:u8 custom_slice=91:u8
  exec_start=96:u64 sum_exec_runtime=104:u64 prev_sum_exec_runtime=112:u64 vruntime=120:u64 vlag=128:s64 vprot=128:u64
  slice=136:u64 nr_migrations=144:u64 depth=152:s32 parent=160:ptr cfs_rq=168:ptr my_q=176:ptr runnable_weight=184:u64
  avg=192:.sched_avg
struct sched_info 48: pcount=0:u64 run_delay=8:u64 max_run_delay=16:u64 min_run_delay=24:u64 last_arrival=32:u64
  last_queued=40:u64
struct sched_rt_entity 72: run_list=0:.list_head timeout=16:u64 watchdog_stamp=24:u64 time_slice=32:u32 on_rq=36:u16
  on_list=38:u16 back=40:ptr parent=48:ptr rt_rq=56:ptr my_q=64:ptr
struct sched_statistics 0:
struct scm_stat 16: nr_fds=0:.atomic_t nr_unix_fds=8:u64
struct seccomp 16: mode=0:s32 filter_count=4:.atomic_t filter=8:ptr
struct seq_file 120: buf=0:ptr size=8:u64 from=16:u64 count=24:u64 pad_until=32:u64 index=40:s64 read_pos=48:s64
  lock=56:.mutex op=88:ptr poll_event=96:s32 file=104:ptr private=112:ptr
struct seqcount 4: sequence=0:u32
struct seqcount_spinlock 4: seqcount=0:.seqcount
struct seqlock_t 8: seqcount=0:.seqcount_spinlock lock=4:.spinlock
union shortname_store 40: string=0:u8[40] words=0:u64[5]
struct sigaction 32: sa_handler=0:ptr sa_flags=8:u64 sa_restorer=16:ptr sa_mask=24:.sigset_t
struct sighand_struct 2080: siglock=0:.spinlock count=4:.refcount_struct signalfd_wqh=8:.wait_queue_head
  action=32:.k_sigaction[64]
struct signal_struct 1144: sigcnt=0:.refcount_struct live=4:.atomic_t nr_threads=8:s32 quick_threads=12:s32
  thread_head=16:.list_head wait_chldexit=32:.wait_queue_head curr_target=56:ptr shared_pending=64:.sigpending
  multiprocess=88:.hlist_head group_exit_code=96:s32 notify_count=100:s32 group_exec_task=104:ptr
  group_stop_count=112:s32 flags=116:u32 core_state=120:ptr is_child_subreaper=1024+1:u32
  has_child_subreaper=1025+1:u32 timer_create_restore_ids=1026+1:u32 next_posix_timer_id=132:.atomic_t
  posix_timers=136:.hlist_head ignored_posix_timers=144:.hlist_head real_timer=152:.hrtimer it_real_incr=216:s64
  it=224:.cpu_itimer[2] cputimer=256:.thread_group_cputimer posix_cputimers=280:.posix_cputimers pids=360:ptr[4]
  tty_old_pgrp=392:ptr leader=400:s32 tty=408:ptr autogroup=416:ptr stats_lock=424:.seqlock_t utime=432:u64
  stime=440:u64 cutime=448:u64 cstime=456:u64 gtime=464:u64 cgtime=472:u64 prev_cputime=480:.prev_cputime
  nvcsw=504:u64 nivcsw=512:u64 cnvcsw=520:u64 cnivcsw=528:u64 min_flt=536:u64 maj_flt=544:u64 cmin_flt=552:u64
  cmaj_flt=560:u64 inblock=568:u64 oublock=576:u64 cinblock=584:u64 coublock=592:u64 maxrss=600:u64 cmaxrss=608:u64
  ioac=616:.task_io_accounting sum_sched_runtime=672:u64 rlim=680:.rlimit[16] pacct=936:.pacct_struct stats=992:ptr
  audit_tty=1000:u32 tty_audit_buf=1008:ptr cgroup_threadgroup_rwsem=1016:.rw_semaphore oom_flag_origin=1056:u8
  oom_score_adj=1058:s16 oom_score_adj_min=1060:s16 oom_mm=1064:ptr cred_guard_mutex=1072:.mutex
  exec_update_lock=1104:.rw_semaphore
struct sigpending 24: list=0:.list_head signal=16:.sigset_t
struct sigset_t 8: sig=0:u64[1]
union sigval 8: sival_int=0:s32 sival_ptr=0:ptr
struct siphash_key_t 16: key=0:u64[2]
struct sk_buff 224: next=0:ptr prev=8:ptr dev=16:ptr dev_scratch=16:u64 rbnode=0:.rb_node list=0:.list_head
  ll_node=0:.llist_node sk=24:ptr tstamp=32:s64 skb_mstamp_ns=32:u64 cb=40:u8[48] _skb_refdst=88:u64 destructor=96:ptr
  tcp_tsorted_anchor=88:.list_head _sk_redir=88:u64 _nfct=104:u64 len=112:u32 data_len=116:u32 mac_len=120:u16
  hdr_len=122:u16 queue_mapping=124:u16 __cloned_offset=126:u8[0] cloned=1008+1:u8 nohdr=1009+1:u8 fclone=1010+2:u8
  peeked=1012+1:u8 head_frag=1013+1:u8 pfmemalloc=1014+1:u8 pp_recycle=1015+1:u8 active_extensions=127:u8
  __pkt_type_offset=128:u8[0] pkt_type=1024+3:u8 ignore_df=1027+1:u8 dst_pending_confirm=1028+1:u8 ip_summed=1029+2:u8
  ooo_okay=1031+1:u8 __mono_tc_offset=129:u8[0] tstamp_type=1032+2:u8 tc_at_ingress=1034+1:u8
  tc_skip_classify=1035+1:u8 remcsum_offload=1036+1:u8 csum_complete_sw=1037+1:u8 csum_level=1038+2:u8
  inner_protocol_type=1040+1:u8 l4_hash=1041+1:u8 sw_hash=1042+1:u8 no_fcs=1043+1:u8 encapsulation=1044+1:u8
  encap_hdr_csum=1045+1:u8 csum_valid=1046+1:u8 nf_trace=1047+1:u8 redirected=1048+1:u8 from_ingress=1049+1:u8
  nf_skip_egress=1050+1:u8 slow_gro=1051+1:u8 unreadable=1052+1:u8 tc_index=132:u16 alloc_cpu=134:u16 csum=136:u32
  csum_start=136:u16 csum_offset=138:u16 priority=140:u32 skb_iif=144:s32 hash=148:u32 vlan_all=152:u32
  vlan_proto=152:u16 vlan_tci=154:u16 napi_id=156:u32 sender_cpu=156:u32 secmark=160:u32 mark=164:u32
  reserved_tailroom=164:u32 inner_protocol=168:u16 inner_ipproto=168:u8 inner_transport_header=170:u16
  inner_network_header=172:u16 inner_mac_header=174:u16 protocol=176:u16 transport_header=178:u16
  network_header=180:u16 mac_header=182:u16 headers=128:.sk_buff.headers tail=184:u32 end=188:u32 head=192:ptr
  data=200:ptr truesize=208:u32 users=212:.refcount_struct extensions=216:ptr
struct sk_buff.headers 56: __pkt_type_offset=0:u8[0] pkt_type=0+3:u8 ignore_df=3+1:u8 dst_pending_confirm=4+1:u8
  ip_summed=5+2:u8 ooo_okay=7+1:u8 __mono_tc_offset=1:u8[0] tstamp_type=8+2:u8 tc_at_ingress=10+1:u8
  tc_skip_classify=11+1:u8 remcsum_offload=12+1:u8 csum_complete_sw=13+1:u8 csum_level=14+2:u8
  inner_protocol_type=16+1:u8 l4_hash=17+1:u8 sw_hash=18+1:u8 no_fcs=19+1:u8 encapsulation=20+1:u8
  encap_hdr_csum=21+1:u8 csum_valid=22+1:u8 nf_trace=23+1:u8 redirected=24+1:u8 from_ingress=25+1:u8
  nf_skip_egress=26+1:u8 slow_gro=27+1:u8 unreadable=28+1:u8 tc_index=4:u16 alloc_cpu=6:u16 csum=8:u32
  csum_start=8:u16 csum_offset=10:u16 priority=12:u32 skb_iif=16:s32 hash=20:u32 vlan_all=24:u32 vlan_proto=24:u16
  vlan_tci=26:u16 napi_id=28:u32 sender_cpu=28:u32 secmark=32:u32 mark=36:u32 reserved_tailroom=36:u32
  inner_protocol=40:u16 inner_ipproto=40:u8 inner_transport_header=42:u16 inner_network_header=44:u16
  inner_mac_header=46:u16 protocol=48:u16 transport_header=50:u16 network_header=52:u16 mac_header=54:u16
struct sk_buff_head 24: next=0:ptr prev=8:ptr list=0:.sk_buff_list qlen=16:u32 lock=20:.spinlock
struct sk_buff_list 16: next=0:ptr prev=8:ptr
struct skb_frag 16: netmem=0:u64 len=8:u32 offset=12:u32
struct skb_shared_hwtstamps 8: hwtstamp=0:s64 netdev_data=0:ptr
struct skb_shared_info 320: flags=0:u8 meta_len=1:u8 nr_frags=2:u8 tx_flags=3:u8 gso_size=4:u16 gso_segs=6:u16
  frag_list=8:ptr hwtstamps=16:.skb_shared_hwtstamps xsk_meta=16:.xsk_tx_metadata_compl gso_type=24:u32 tskey=28:u32
  dataref=32:.atomic_t xdp_frags_size=40:u32 xdp_frags_truesize=44:u32 destructor_arg=40:ptr frags=48:.skb_frag[17]
struct sock 784: __sk_common=0:.sock_common __cacheline_group_begin__sock_write_rx=136:u8[0] sk_drops=136:.atomic_t
  sk_peek_off=140:s32 sk_error_queue=144:.sk_buff_head sk_receive_queue=168:.sk_buff_head
  sk_backlog=192:.sock.sk_backlog __cacheline_group_end__sock_write_rx=216:u8[0]
  __cacheline_group_begin__sock_read_rx=216:u8[0] sk_rx_dst=216:ptr sk_rx_dst_ifindex=224:s32 sk_rx_dst_cookie=228:u32
  sk_ll_usec=232:u32 sk_napi_id=236:u32 sk_busy_poll_budget=240:u16 sk_prefer_busy_poll=242:u8 sk_userlocks=243:u8
  sk_rcvbuf=244:s32 sk_filter=248:ptr sk_wq=256:ptr sk_wq_raw=256:ptr sk_data_ready=264:ptr sk_rcvtimeo=272:s64
  sk_rcvlowat=280:s32 __cacheline_group_end__sock_read_rx=284:u8[0] __cacheline_group_begin__sock_read_rxtx=284:u8[0]
  sk_err=284:s32 sk_socket=288:ptr sk_memcg=296:ptr sk_policy=304:ptr[2]
  __cacheline_group_end__sock_read_rxtx=320:u8[0] __cacheline_group_begin__sock_write_rxtx=320:u8[0]
  sk_lock=320:.socket_lock_t sk_reserved_mem=352:u32 sk_forward_alloc=356:s32 sk_tsflags=360:u32
  __cacheline_group_end__sock_write_rxtx=364:u8[0] __cacheline_group_begin__sock_write_tx=364:u8[0]
  sk_write_pending=364:s32 sk_omem_alloc=368:.atomic_t sk_err_soft=372:s32 sk_wmem_queued=376:s32
  sk_wmem_alloc=380:.refcount_struct sk_tsq_flags=384:u64 sk_send_head=392:ptr tcp_rtx_queue=392:.rb_root
  sk_write_queue=400:.sk_buff_head sk_dst_pending_confirm=424:u32 sk_pacing_status=428:u32 sk_frag=432:.page_frag
  sk_timer=448:.timer_list sk_pacing_rate=488:u64 sk_zckey=496:.atomic_t sk_tskey=500:.atomic_t
  __cacheline_group_end__sock_write_tx=504:u8[0] __cacheline_group_begin__sock_read_tx=504:u8[0]
  sk_max_pacing_rate=504:u64 sk_sndtimeo=512:s64 sk_priority=520:u32 sk_mark=524:u32 sk_uid=528:.kuid_t
  sk_protocol=532:u16 sk_type=534:u16 sk_dst_cache=536:ptr sk_route_caps=544:u64 sk_gso_type=552:u16
  sk_gso_max_segs=554:u16 sk_gso_max_size=556:u32 sk_allocation=560:u32 sk_txhash=564:u32 sk_sndbuf=568:s32
  sk_pacing_shift=572:u8 sk_use_task_frag=573:u8 __cacheline_group_end__sock_read_tx=574:u8[0]
  sk_gso_disabled=4592+1:u8 sk_kern_sock=4593+1:u8 sk_no_check_tx=4594+1:u8 sk_no_check_rx=4595+1:u8
  sk_shutdown=575:u8 sk_lingertime=576:u64 sk_prot_creator=584:ptr sk_callback_lock=592:.rwlock_t
  sk_ack_backlog=600:u32 sk_max_ack_backlog=604:u32 sk_ino=608:u64 sk_peer_lock=616:.spinlock sk_bind_phc=620:s32
  sk_peer_pid=624:ptr sk_peer_cred=632:ptr sk_stamp=640:s64 sk_disconnects=648:s32 sk_txrehash=652:u8
  sk_scm_recv_flags=652:u8 sk_scm_credentials=5216+1:u8 sk_scm_security=5217+1:u8 sk_scm_pidfd=5218+1:u8
  sk_scm_rights=5219+1:u8 sk_scm_unused=5220+4:u8 sk_clockid=653:u8 sk_txtime_deadline_mode=5232+1:u8
  sk_txtime_report_errors=5233+1:u8 sk_txtime_unused=5234+6:u8 sk_bpf_cb_flags=655:u8 sk_user_data=656:ptr
  sk_security=664:ptr sk_cgrp_data=672:.sock_cgroup_data sk_state_change=688:ptr sk_write_space=696:ptr
  sk_error_report=704:ptr sk_backlog_rcv=712:ptr sk_destruct=720:ptr sk_reuseport_cb=728:ptr sk_bpf_storage=736:ptr
  sk_drop_counters=744:ptr sk_rcu=752:.callback_head ns_tracker=768:.netns_tracker sk_user_frags=768:.xarray
struct sock.sk_backlog 24: rmem_alloc=0:.atomic_t len=4:s32 head=8:ptr tail=16:ptr
struct sock_cgroup_data 16: cgroup=0:ptr classid=8:u32 prioidx=12:u16
struct sock_common 136: skc_addrpair=0:u64 skc_daddr=0:u32 skc_rcv_saddr=4:u32 skc_hash=8:u32 skc_u16hashes=8:u16[2]
  skc_portpair=12:u32 skc_dport=12:u16 skc_num=14:u16 skc_family=16:u16 skc_state=18:u8 skc_reuse=152+4:u8
  skc_reuseport=156+1:u8 skc_ipv6only=157+1:u8 skc_net_refcnt=158+1:u8 skc_bound_dev_if=20:s32
  skc_bind_node=24:.hlist_node skc_portaddr_node=24:.hlist_node skc_prot=40:ptr skc_net=48:.possible_net_t
  skc_v6_daddr=56:.in6_addr skc_v6_rcv_saddr=72:.in6_addr skc_cookie=88:.atomic64_t skc_flags=96:u64
  skc_listener=96:ptr skc_tw_dr=96:ptr skc_dontcopy_begin=104:s32[0] skc_node=104:.hlist_node
  skc_nulls_node=104:.hlist_nulls_node skc_tx_queue_mapping=120:u16 skc_rx_queue_mapping=122:u16
  skc_incoming_cpu=124:s32 skc_rcv_wnd=124:u32 skc_tw_rcv_nxt=124:u32 skc_refcnt=128:.refcount_struct
  skc_dontcopy_end=132:s32[0] skc_rxhash=132:u32 skc_window_clamp=132:u32 skc_tw_snd_nxt=132:u32
struct sock_filter 8: code=0:u16 jt=2:u8 jf=3:u8 k=4:u32
struct sockaddr 16: sa_family=0:u16 sa_data_min=2:u8[14] __empty_sa_data=2:.sockaddr.__empty_sa_data sa_data=2:u8[0]
struct sockaddr.__empty_sa_data 0:
struct sockaddr_in 16: sin_family=0:u16 sin_port=2:u16 sin_addr=4:.in_addr __pad=8:u8[8]
struct sockaddr_in6 28: sin6_family=0:u16 sin6_port=2:u16 sin6_flowinfo=4:u32 sin6_addr=8:.in6_addr
  sin6_scope_id=24:u32
struct sockaddr_un 110: sun_family=0:u16 sun_path=2:u8[108]
struct socket 128: state=0:u32 type=4:s16 flags=8:u64 file=16:ptr sk=24:ptr ops=32:ptr wq=64:.socket_wq
struct socket_lock_t 32: slock=0:.spinlock owned=4:s32 wq=8:.wait_queue_head
struct socket_wq 64: wait=0:.wait_queue_head fasync_list=24:ptr flags=32:u64 rcu=40:.callback_head
struct spinlock 4: rlock=0:.raw_spinlock
struct super_block 1472: s_list=0:.list_head s_dev=16:u32 s_blocksize_bits=20:u8 s_blocksize=24:u64 s_maxbytes=32:s64
  s_type=40:ptr s_op=48:ptr dq_op=56:ptr s_qcop=64:ptr s_export_op=72:ptr s_flags=80:u64 s_iflags=88:u64
  s_magic=96:u64 s_root=104:ptr s_umount=112:.rw_semaphore s_count=152:s32 s_active=156:.atomic_t s_security=160:ptr
  s_xattr=168:ptr s_cop=176:ptr s_master_keys=184:ptr s_roots=192:.hlist_bl_head s_mounts=200:ptr s_bdev=208:ptr
  s_bdev_file=216:ptr s_bdi=224:ptr s_mtd=232:ptr s_instances=240:.hlist_node s_quota_types=256:u32
  s_dquot=264:.quota_info s_writers=576:.sb_writers s_fs_info=888:ptr s_time_gran=896:u32 s_time_min=904:s64
  s_time_max=912:s64 s_fsnotify_mask=920:u32 s_fsnotify_info=928:ptr s_id=936:u8[32] s_uuid=968:.uuid_t
  s_uuid_len=984:u8 s_sysfs_name=985:u8[37] s_max_links=1024:u32 s_d_flags=1028:u32 s_vfs_rename_mutex=1032:.mutex
  s_subtype=1064:ptr __s_d_op=1072:ptr s_shrink=1080:ptr s_remove_count=1088:.atomic_long_t
  s_readonly_remount=1096:s32 s_wb_err=1100:u32 s_dio_done_wq=1104:ptr s_pins=1112:.hlist_head s_user_ns=1120:ptr
  s_dentry_lru=1128:.list_lru s_inode_lru=1176:.list_lru rcu=1224:.callback_head destroy_work=1240:.work_struct
  s_sync_lock=1272:.mutex s_stack_depth=1304:s32 s_inode_list_lock=1344:.spinlock s_inodes=1352:.list_head
  s_inode_wblist_lock=1368:.spinlock s_inodes_wb=1376:.list_head s_kept_inodes=1392:.llist_head
  s_kept_work=1400:.work_struct
struct swp_entry_t 8: val=0:u64
struct syscall_user_dispatch 32: selector=0:ptr offset=8:u64 len=16:u64 on_dispatch=24:u8
struct sysctl_fib_multipath_hash_seed 8: user_seed=0:u32 mp_seed=4:u32
struct sysv_sem 8: undo_list=0:ptr
struct sysv_shm 16: shm_clist=0:.list_head
struct task_cputime 24: stime=0:u64 utime=8:u64 sum_exec_runtime=16:u64
struct task_cputime_atomic 24: utime=0:.atomic64_t stime=8:.atomic64_t sum_exec_runtime=16:.atomic64_t
struct task_io_accounting 56: rchar=0:u64 wchar=8:u64 syscr=16:u64 syscw=24:u64 read_bytes=32:u64 write_bytes=40:u64
  cancelled_write_bytes=48:u64
struct task_struct 3264: thread_info=0:.thread_info __state=24:u32 saved_state=28:u32 stack=32:ptr
  usage=40:.refcount_struct flags=44:u32 ptrace=48:u32 on_cpu=52:s32 wake_entry=56:.__call_single_node
  wakee_flips=72:u32 wakee_flip_decay_ts=80:u64 last_wakee=88:ptr recent_used_cpu=96:s32 wake_cpu=100:s32
  on_rq=104:s32 prio=108:s32 static_prio=112:s32 normal_prio=116:s32 rt_priority=120:u32 se=128:.sched_entity
  rt=384:.sched_rt_entity dl=456:.sched_dl_entity dl_server=696:ptr sched_class=704:ptr sched_task_group=712:ptr
  sched_throttle_work=720:.callback_head throttle_node=736:.list_head throttled=752:u8 stats=768:.sched_statistics
  preempt_notifiers=768:.hlist_head btrace_seq=776:u32 policy=780:u32 max_allowed_capacity=784:u64
  nr_cpus_allowed=792:s32 cpus_ptr=800:ptr user_cpus_ptr=808:ptr cpus_mask=816:.cpumask migration_pending=848:ptr
  migration_disabled=856:u16 migration_flags=858:u16 rcu_read_lock_nesting=860:s32
  rcu_read_unlock_special=864:.rcu_special rcu_node_entry=872:.list_head rcu_blocked_node=888:ptr
  rcu_tasks_nvcsw=896:u64 rcu_tasks_holdout=904:u8 rcu_tasks_idx=905:u8 rcu_tasks_idle_cpu=908:s32
  rcu_tasks_holdout_list=912:.list_head rcu_tasks_exit_cpu=928:s32 rcu_tasks_exit_list=936:.list_head
  trc_reader_nesting=952:s32 trc_ipi_to_cpu=956:s32 trc_reader_special=960:.rcu_special
  trc_holdout_list=968:.list_head trc_blkd_node=984:.list_head trc_blkd_cpu=1000:s32 sched_info=1008:.sched_info
  tasks=1056:.list_head pushable_tasks=1072:.plist_node pushable_dl_tasks=1112:.rb_node mm=1136:ptr active_mm=1144:ptr
  faults_disabled_mapping=1152:ptr exit_state=1160:s32 exit_code=1164:s32 exit_signal=1168:s32 pdeath_signal=1172:s32
  jobctl=1176:u64 personality=1184:u32 sched_reset_on_fork=9504+1:u32 sched_contributes_to_load=9505+1:u32
  sched_migrated=9506+1:u32 sched_task_hot=9507+1:u32 sched_remote_wakeup=9536+1:u32 sched_rt_mutex=9537+1:u32
  user_dumpable=9538+1:u32 in_execve=9539+1:u32 init_private_fork_class=9540+4:u32 in_iowait=9544+1:u32
  restore_sigmask=9545+1:u32 in_user_fault=9546+1:u32 no_cgroup_migration=9547+1:u32 frozen=9548+1:u32
  use_memdelay=9549+1:u32 in_memstall=9550+1:u32 in_eventfd=9551+1:u32 reported_split_lock=9552+1:u32
  in_thrashing=9553+1:u32 in_nf_duplicate=9554+1:u32 atomic_flags=1200:u64 restart_block=1208:.restart_block
  pid=1264:s32 tgid=1268:s32 stack_canary=1272:u64 real_parent=1280:ptr parent=1288:ptr children=1296:.list_head
  sibling=1312:.list_head group_leader=1328:ptr ptraced=1336:.list_head ptrace_entry=1352:.list_head
  thread_pid=1368:ptr pid_links=1376:.hlist_node[4] thread_node=1440:.list_head vfork_done=1456:ptr
  set_child_tid=1464:ptr clear_child_tid=1472:ptr worker_private=1480:ptr utime=1488:u64 stime=1496:u64 gtime=1504:u64
  prev_cputime=1512:.prev_cputime nvcsw=1536:u64 nivcsw=1544:u64 start_time=1552:u64 start_boottime=1560:u64
  min_flt=1568:u64 maj_flt=1576:u64 posix_cputimers=1584:.posix_cputimers
  posix_cputimers_work=1664:.posix_cputimers_work ptracer_cred=1720:ptr real_cred=1728:ptr cred=1736:ptr
  cached_requested_key=1744:ptr comm=1752:u8[16] nameidata=1768:ptr sysvsem=1776:.sysv_sem sysvshm=1784:.sysv_shm
  last_switch_count=1800:u64 last_switch_time=1808:u64 fs=1816:ptr files=1824:ptr io_uring=1832:ptr nsproxy=1840:ptr
  signal=1848:ptr sighand=1856:ptr blocked=1864:.sigset_t real_blocked=1872:.sigset_t saved_sigmask=1880:.sigset_t
  pending=1888:.sigpending sas_ss_sp=1912:u64 sas_ss_size=1920:u64 sas_ss_flags=1928:u32 task_works=1936:ptr
  audit_context=1944:ptr loginuid=1952:.kuid_t sessionid=1956:u32 seccomp=1960:.seccomp
  syscall_dispatch=1976:.syscall_user_dispatch parent_exec_id=2008:u64 self_exec_id=2016:u64 alloc_lock=2024:.spinlock
  pi_lock=2028:.raw_spinlock wake_q=2032:.wake_q_node pi_waiters=2040:.rb_root_cached pi_top_task=2056:ptr
  pi_blocked_on=2064:ptr blocked_on=2072:ptr blocker=2080:u64 journal_info=2088:ptr bio_list=2096:ptr plug=2104:ptr
  reclaim_state=2112:ptr io_context=2120:ptr capture_control=2128:ptr ptrace_message=2136:u64 last_siginfo=2144:ptr
  ioac=2152:.task_io_accounting psi_flags=2208:u32 acct_rss_mem1=2216:u64 acct_vm_mem1=2224:u64 acct_timexpd=2232:u64
  mems_allowed=2240:.nodemask_t mems_allowed_seq=2368:.seqcount_spinlock cpuset_mem_spread_rotor=2372:s32
  cgroups=2376:ptr cg_list=2384:.list_head robust_list=2400:ptr compat_robust_list=2408:ptr
  pi_state_list=2416:.list_head pi_state_cache=2432:ptr futex_exit_mutex=2440:.mutex futex_state=2472:u32
  perf_recursion=2476:u8[4] perf_event_ctxp=2480:ptr perf_event_mutex=2488:.mutex perf_event_list=2520:.list_head
  perf_ctx_data=2536:ptr mempolicy=2544:ptr il_prev=2552:s16 il_weight=2554:u8 pref_node_fork=2556:s16
  numa_scan_seq=2560:s32 numa_scan_period=2564:u32 numa_scan_period_max=2568:u32 numa_preferred_nid=2572:s32
  numa_migrate_retry=2576:u64 node_stamp=2584:u64 last_task_numa_placement=2592:u64 last_sum_exec_runtime=2600:u64
  numa_work=2608:.callback_head numa_group=2624:ptr numa_faults=2632:ptr total_numa_faults=2640:u64
  numa_faults_locality=2648:u64[3] numa_pages_migrated=2672:u64 rseq=2680:ptr rseq_len=2688:u32 rseq_sig=2692:u32
  rseq_event_mask=2696:u64 mm_cid=2704:s32 last_mm_cid=2708:s32 migrate_from_cpu=2712:s32 mm_cid_active=2716:s32
  cid_work=2720:.callback_head tlb_ubc=2736:.tlbflush_unmap_batch splice_pipe=2784:ptr task_frag=2792:.page_frag
  delays=2808:ptr nr_dirtied=2816:s32 nr_dirtied_pause=2820:s32 dirty_paused_when=2824:u64 timer_slack_ns=2832:u64
  default_timer_slack_ns=2840:u64 trace_recursion=2848:u64 memcg_in_oom=2856:ptr memcg_nr_pages_over_high=2864:u32
  active_memcg=2872:ptr objcg=2880:ptr throttle_disk=2888:ptr utask=2896:ptr kmap_ctrl=2904:.kmap_ctrl
  rcu=2904:.callback_head rcu_users=2920:.refcount_struct pagefault_disabled=2924:s32 oom_reaper_list=2928:ptr
  oom_reaper_timer=2936:.timer_list stack_vm_area=2976:ptr stack_refcount=2984:.refcount_struct security=2992:ptr
  bpf_storage=3000:ptr bpf_ctx=3008:ptr bpf_net_context=3016:ptr kstack_offset=3024:u32
  l1d_flush_kill=3032:.callback_head unwind_info=3048:.unwind_task_info thread=3088:.thread_struct
struct tcp_options_received 24: ts_recent_stamp=0:s32 ts_recent=4:u32 rcv_tsval=8:u32 rcv_tsecr=12:u32
  saw_tstamp=128+1:u16 tstamp_ok=129+1:u16 dsack=130+1:u16 wscale_ok=131+1:u16 sack_ok=132+3:u16 smc_ok=135+1:u16
  snd_wscale=136+4:u16 rcv_wscale=140+4:u16 accecn=144+6:u8 saw_unknown=150+1:u8 unused=151+1:u8 num_sacks=19:u8
  user_mss=20:u16 mss_clamp=22:u16
struct tcp_rack 24: mstamp=0:u64 rtt_us=8:u32 end_seq=12:u32 last_delivered=16:u32 reo_wnd_steps=20:u8
  reo_wnd_persist=168+5:u8 dsack_seen=173+1:u8 advanced=174+1:u8
struct tcp_sack_block 8: start_seq=0:u32 end_seq=4:u32
struct tcp_sock 2304: inet_conn=0:.inet_connection_sock __cacheline_group_begin__tcp_sock_read_tx=1400:u8[0]
  max_window=1400:u32 rcv_ssthresh=1404:u32 reordering=1408:u32 notsent_lowat=1412:u32 gso_segs=1416:u16
  retransmit_skb_hint=1424:ptr __cacheline_group_end__tcp_sock_read_tx=1432:u8[0]
  __cacheline_group_begin__tcp_sock_read_txrx=1432:u8[0] tsoffset=1432:u32 snd_wnd=1436:u32 mss_cache=1440:u32
  snd_cwnd=1444:u32 prr_out=1448:u32 lost_out=1452:u32 sacked_out=1456:u32 tcp_header_len=1460:u16
  scaling_ratio=1462:u8 repair=11704+1:u8 tcp_usec_ts=11705+1:u8 is_sack_reneg=11706+1:u8 is_cwnd_limited=11707+1:u8
  recvmsg_inq=11708+1:u8 __cacheline_group_end__tcp_sock_read_txrx=1464:u8[0]
  __cacheline_group_begin__tcp_sock_read_rx=1464:u8[0] copied_seq=1464:u32 snd_wl1=1468:u32 tlp_high_seq=1472:u32
  rttvar_us=1476:u32 retrans_out=1480:u32 advmss=1484:u16 urg_data=1486:u16 lost=1488:u32 snd_ssthresh=1492:u32
  rtt_min=1496:.minmax out_of_order_queue=1520:.rb_root __cacheline_group_end__tcp_sock_read_rx=1528:u8[0]
  __cacheline_group_begin__tcp_sock_write_tx=1536:u8[0] segs_out=1536:u32 data_segs_out=1540:u32 bytes_sent=1544:u64
  snd_sml=1552:u32 chrono_type=1556:u8 chrono_start=1560:u32 chrono_stat=1564:u32[3] write_seq=1576:u32
  pushed_seq=1580:u32 lsndtime=1584:u32 mdev_us=1588:u32 rtt_seq=1592:u32 tcp_wstamp_ns=1600:u64
  accecn_opt_tstamp=1608:u64 tsorted_sent_queue=1616:.list_head highest_sack=1632:ptr ecn_flags=1640:u8
  __cacheline_group_end__tcp_sock_write_tx=1641:u8[0] __cacheline_group_begin__tcp_sock_write_txrx=1641:u8[0]
  nonagle=13128+4:u8 rate_app_limited=13132+1:u8 received_ce_pending=13136+4:u8 unused2=13140+4:u8
  accecn_minlen=13144+2:u8 est_ecnfield=13146+2:u8 accecn_opt_demand=13148+2:u8 prev_ecnfield=13150+2:u8
  pred_flags=1644:u32 tcp_clock_cache=1648:u64 tcp_mstamp=1656:u64 rcv_nxt=1664:u32 snd_nxt=1668:u32 snd_una=1672:u32
  window_clamp=1676:u32 srtt_us=1680:u32 packets_out=1684:u32 snd_up=1688:u32 delivered=1692:u32 delivered_ce=1696:u32
  received_ce=1700:u32 received_ecn_bytes=1704:u32[3] app_limited=1716:u32 rcv_wnd=1720:u32 rcv_tstamp=1724:u32
  rx_opt=1728:.tcp_options_received __cacheline_group_end__tcp_sock_write_txrx=1752:u8[0]
  __cacheline_group_begin__tcp_sock_write_rx=1752:u8[0] bytes_received=1752:u64 segs_in=1760:u32 data_segs_in=1764:u32
  rcv_wup=1768:u32 max_packets_out=1772:u32 cwnd_usage_seq=1776:u32 rate_delivered=1780:u32 rate_interval_us=1784:u32
  rcv_rtt_last_tsecr=1788:u32 delivered_ecn_bytes=1792:u32[3] first_tx_mstamp=1808:u64 delivered_mstamp=1816:u64
  bytes_acked=1824:u64 rcv_rtt_est=1832:.tcp_sock.rcv_rtt_est rcvq_space=1848:.tcp_sock.rcvq_space
  __cacheline_group_end__tcp_sock_write_rx=1864:u8[0] dsack_dups=1864:u32 compressed_ack_rcv_nxt=1868:u32
  tsq_node=1872:.list_head rack=1888:.tcp_rack compressed_ack=1912:u8 dup_ack_counter=15304+2:u8
  tlp_retrans=15306+1:u8 syn_ect_snt=15307+2:u8 syn_ect_rcv=15309+2:u8 thin_lto=15311+1:u8 fastopen_connect=15312+1:u8
  fastopen_no_cookie=15313+1:u8 fastopen_client_fail=15314+2:u8 frto=15316+1:u8 repair_queue=1915:u8
  save_syn=15328+2:u8 syn_data=15330+1:u8 syn_fastopen=15331+1:u8 syn_fastopen_exp=15332+1:u8
  syn_fastopen_ch=15333+1:u8 syn_data_acked=15334+1:u8 syn_fastopen_child=15335+1:u8 keepalive_probes=1917:u8
  accecn_fail_mode=15344+4:u8 saw_accecn_opt=15348+2:u8 tcp_tx_delay=1920:u32 mdev_max_us=1924:u32 reord_seen=1928:u32
  snd_cwnd_cnt=1932:u32 snd_cwnd_clamp=1936:u32 snd_cwnd_used=1940:u32 snd_cwnd_stamp=1944:u32 prior_cwnd=1948:u32
  prr_delivered=1952:u32 last_oow_ack_time=1956:u32 pacing_timer=1960:.hrtimer compressed_ack_timer=2024:.hrtimer
  ooo_last_skb=2088:ptr duplicate_sack=2096:.tcp_sack_block[1] selective_acks=2104:.tcp_sack_block[4]
  recv_sack_cache=2136:.tcp_sack_block[4] prior_ssthresh=2168:u32 high_seq=2172:u32 retrans_stamp=2176:u32
  undo_marker=2180:u32 undo_retrans=2184:s32 mtu_info=2188:u32 bytes_retrans=2192:u64 total_retrans=2200:u32
  rto_stamp=2204:u32 total_rto=2208:u16 total_rto_recoveries=2210:u16 total_rto_time=2212:u32 urg_seq=2216:u32
  keepalive_time=2220:u32 keepalive_intvl=2224:u32 linger2=2228:s32 bpf_sock_ops_cb_flags=2232:u8
  bpf_chg_cc_inprogress=17864+1:u8 timeout_rehash=2234:u16 rcv_ooopack=2236:u32 mtu_probe=2240:.tcp_sock.mtu_probe
  plb_rehash=2248:u32 is_mptcp=2252:u8 af_specific=2256:ptr md5sig_info=2264:ptr fastopen_req=2272:ptr
  fastopen_rsk=2280:ptr saved_syn=2288:ptr
struct tcp_sock.mtu_probe 8: probe_seq_start=0:u32 probe_seq_end=4:u32
struct tcp_sock.rcv_rtt_est 16: rtt_us=0:u32 seq=4:u32 time=8:u64
struct tcp_sock.rcvq_space 16: space=0:s32 seq=4:u32 time=8:u64
struct tcphdr 20: source=0:u16 dest=2:u16 seq=4:u32 ack_seq=8:u32 ae=96+1:u16 res1=97+3:u16 doff=100+4:u16
  fin=104+1:u16 syn=105+1:u16 rst=106+1:u16 psh=107+1:u16 ack=108+1:u16 urg=109+1:u16 ece=110+1:u16 cwr=111+1:u16
  window=14:u16 check=16:u16 urg_ptr=18:u16
struct thread_group_cputimer 24: cputime_atomic=0:.task_cputime_atomic
struct thread_info 24: flags=0:u64 syscall_work=8:u64 status=16:u32 cpu=20:u32
struct thread_struct 152: tls_array=0:.desc_struct[3] sp=24:u64 es=32:u16 ds=34:u16 fsindex=36:u16 gsindex=38:u16
  fsbase=40:u64 gsbase=48:u64 ptrace_bps=56:ptr[4] virtual_dr6=88:u64 ptrace_dr7=96:u64 cr2=104:u64 trap_nr=112:u64
  error_code=120:u64 io_bitmap=128:ptr iopl_emul=136:u64 iopl_warn=1152+1:u32 pkru=148:u32
struct timer_list 40: entry=0:.hlist_node expires=16:u64 function=24:ptr flags=32:u32
struct timerqueue_head 16: rb_root=0:.rb_root_cached
struct timerqueue_node 32: node=0:.rb_node expires=24:s64
struct timespec64 16: tv_sec=0:s64 tv_nsec=8:s64
struct tlbflush_unmap_batch 48: arch=0:.arch_tlbflush_unmap_batch flush_required=40:u8 writable=41:u8
struct trace_entry 8: type=0:u16 flags=2:u8 preempt_count=3:u8 pid=4:s32
struct trace_event_raw_blkdev_zone_mgmt 48: ent=0:.trace_entry dev=8:u32 sector=16:u64 nr_sectors=24:u64
  rwbs=32:u8[10] __data=42:u8[0]
struct trace_event_raw_block_bio_complete 48: ent=0:.trace_entry dev=8:u32 sector=16:u64 nr_sector=24:u32 error=28:s32
  rwbs=32:u8[10] __data=42:u8[0]
struct trace_event_raw_block_bio_remap 56: ent=0:.trace_entry dev=8:u32 sector=16:u64 nr_sector=24:u32 old_dev=28:u32
  old_sector=32:u64 rwbs=40:u8[10] __data=50:u8[0]
struct trace_event_raw_block_plug 24: ent=0:.trace_entry comm=8:u8[16] __data=24:u8[0]
struct trace_event_raw_block_rq_completion 48: ent=0:.trace_entry dev=8:u32 sector=16:u64 nr_sector=24:u32
  error=28:s32 ioprio=32:u16 rwbs=34:u8[10] __data_loc_cmd=44:u32 __data=48:u8[0]
struct trace_event_raw_block_rq_remap 56: ent=0:.trace_entry dev=8:u32 sector=16:u64 nr_sector=24:u32 old_dev=28:u32
  old_sector=32:u64 nr_bios=40:u32 rwbs=44:u8[10] __data=54:u8[0]
struct trace_event_raw_block_rq_requeue 48: ent=0:.trace_entry dev=8:u32 sector=16:u64 nr_sector=24:u32 ioprio=28:u16
  rwbs=30:u8[10] __data_loc_cmd=40:u32 __data=44:u8[0]
struct trace_event_raw_block_split 64: ent=0:.trace_entry dev=8:u32 sector=16:u64 new_sector=24:u64 rwbs=32:u8[10]
  comm=42:u8[16] __data=58:u8[0]
struct trace_event_raw_block_unplug 28: ent=0:.trace_entry nr_rq=8:s32 comm=12:u8[16] __data=28:u8[0]
struct trace_event_raw_bpf_trace_printk 12: ent=0:.trace_entry __data_loc_bpf_string=8:u32 __data=12:u8[0]
struct trace_event_raw_compact_retry 32: ent=0:.trace_entry order=8:s32 priority=12:s32 result=16:s32 retries=20:s32
  max_retries=24:s32 ret=28:u8 __data=29:u8[0]
struct trace_event_raw_console 12: ent=0:.trace_entry __data_loc_msg=8:u32 __data=12:u8[0]
struct trace_event_raw_consume_skb 24: ent=0:.trace_entry skbaddr=8:ptr location=16:ptr __data=24:u8[0]
struct trace_event_raw_dql_stall_detected 72: ent=0:.trace_entry thrs=8:u16 len=12:u32 last_reap=16:u64
  hist_head=24:u64 now=32:u64 hist=40:u64[4] __data=72:u8[0]
struct trace_event_raw_finish_task_reaping 12: ent=0:.trace_entry pid=8:s32 __data=12:u8[0]
struct trace_event_raw_hrtimer_expire_entry 32: ent=0:.trace_entry hrtimer=8:ptr now=16:s64 function=24:ptr
  __data=32:u8[0]
struct trace_event_raw_hrtimer_setup 24: ent=0:.trace_entry hrtimer=8:ptr clockid=16:s32 mode=20:u32 __data=24:u8[0]
struct trace_event_raw_hrtimer_start 48: ent=0:.trace_entry hrtimer=8:ptr function=16:ptr expires=24:s64
  softexpires=32:s64 mode=40:u32 was_armed=44:u8 __data=45:u8[0]
struct trace_event_raw_icmp_send 40: ent=0:.trace_entry skbaddr=8:ptr type=16:s32 code=20:s32 saddr=24:u8[4]
  daddr=28:u8[4] sport=32:u16 dport=34:u16 ulen=36:u16 __data=38:u8[0]
struct trace_event_raw_inet_sk_error_report 60: ent=0:.trace_entry error=8:s32 sport=12:u16 dport=14:u16 family=16:u16
  protocol=18:u16 saddr=20:u8[4] daddr=24:u8[4] saddr_v6=28:u8[16] daddr_v6=44:u8[16] __data=60:u8[0]
struct trace_event_raw_inet_sock_set_state 72: ent=0:.trace_entry skaddr=8:ptr oldstate=16:s32 newstate=20:s32
  sport=24:u16 dport=26:u16 family=28:u16 protocol=30:u16 saddr=32:u8[4] daddr=36:u8[4] saddr_v6=40:u8[16]
  daddr_v6=56:u8[16] __data=72:u8[0]
struct trace_event_raw_irq_handler_entry 16: ent=0:.trace_entry irq=8:s32 __data_loc_name=12:u32 __data=16:u8[0]
struct trace_event_raw_irq_handler_exit 16: ent=0:.trace_entry irq=8:s32 ret=12:s32 __data=16:u8[0]
struct trace_event_raw_itimer_expire 24: ent=0:.trace_entry which=8:s32 pid=12:s32 now=16:u64 __data=24:u8[0]
struct trace_event_raw_itimer_state 56: ent=0:.trace_entry which=8:s32 expires=16:u64 value_sec=24:s64
  value_nsec=32:s64 interval_sec=40:s64 interval_nsec=48:s64 __data=56:u8[0]
struct trace_event_raw_kfree 24: ent=0:.trace_entry call_site=8:u64 ptr=16:ptr __data=24:u8[0]
struct trace_event_raw_kfree_skb 40: ent=0:.trace_entry skbaddr=8:ptr location=16:ptr rx_sk=24:ptr protocol=32:u16
  reason=36:u32 __data=40:u8[0]
struct trace_event_raw_kmalloc 56: ent=0:.trace_entry call_site=8:u64 ptr=16:ptr bytes_req=24:u64 bytes_alloc=32:u64
  gfp_flags=40:u64 node=48:s32 __data=52:u8[0]
struct trace_event_raw_kmem_cache_alloc 64: ent=0:.trace_entry call_site=8:u64 ptr=16:ptr __data_loc_name=24:u32
  bytes_req=32:u64 bytes_alloc=40:u64 gfp_flags=48:u64 node=56:s32 accounted=60:u8 __data=61:u8[0]
struct trace_event_raw_kmem_cache_free 32: ent=0:.trace_entry call_site=8:u64 ptr=16:ptr __data_loc_name=24:u32
  __data=28:u8[0]
struct trace_event_raw_mark_victim 72: ent=0:.trace_entry pid=8:s32 __data_loc_comm=12:u32 total_vm=16:u64
  anon_rss=24:u64 file_rss=32:u64 shmem_rss=40:u64 uid=48:u32 pgtables=56:u64 oom_score_adj=64:s16 __data=66:u8[0]
struct trace_event_raw_mm_calculate_totalreserve_pages 16: ent=0:.trace_entry totalreserve_pages=8:u64 __data=16:u8[0]
struct trace_event_raw_mm_page_alloc 40: ent=0:.trace_entry pfn=8:u64 order=16:u32 gfp_flags=24:u64 migratetype=32:s32
  __data=36:u8[0]
struct trace_event_raw_mm_page_alloc_extfrag 40: ent=0:.trace_entry pfn=8:u64 alloc_order=16:s32 fallback_order=20:s32
  alloc_migratetype=24:s32 fallback_migratetype=28:s32 change_ownership=32:s32 __data=36:u8[0]
struct trace_event_raw_mm_page_free 24: ent=0:.trace_entry pfn=8:u64 order=16:u32 __data=20:u8[0]
struct trace_event_raw_mm_page_free_batched 16: ent=0:.trace_entry pfn=8:u64 __data=16:u8[0]
struct trace_event_raw_mm_page_pcpu_drain 24: ent=0:.trace_entry pfn=8:u64 order=16:u32 migratetype=20:s32
  __data=24:u8[0]
struct trace_event_raw_mm_setup_per_zone_lowmem_reserve 32: ent=0:.trace_entry node_id=8:s32 __data_loc_name=12:u32
  __data_loc_upper_name=16:u32 lowmem_reserve=24:s64 __data=32:u8[0]
struct trace_event_raw_mm_setup_per_zone_wmarks 48: ent=0:.trace_entry node_id=8:s32 __data_loc_name=12:u32
  watermark_min=16:u64 watermark_low=24:u64 watermark_high=32:u64 watermark_promo=40:u64 __data=48:u8[0]
struct trace_event_raw_napi_poll 32: ent=0:.trace_entry napi=8:ptr __data_loc_dev_name=16:u32 work=20:s32
  budget=24:s32 __data=28:u8[0]
struct trace_event_raw_neigh_create 44: ent=0:.trace_entry family=8:u32 __data_loc_dev=12:u32 entries=16:s32
  created=20:u8 gc_exempt=21:u8 primary_key4=22:u8[4] primary_key6=26:u8[16] __data=42:u8[0]
struct trace_event_raw_neigh_update 152: ent=0:.trace_entry family=8:u32 __data_loc_dev=12:u32 lladdr=16:u8[32]
  lladdr_len=48:u8 flags=49:u8 nud_state=50:u8 type=51:u8 dead=52:u8 refcnt=56:s32 primary_key4=60:u8[4]
  primary_key6=64:u8[16] confirmed=80:u64 updated=88:u64 used=96:u64 new_lladdr=104:u8[32] new_state=136:u8
  update_flags=140:u32 pid=144:u32 __data=148:u8[0]
struct trace_event_raw_net_dev_start_xmit 64: ent=0:.trace_entry __data_loc_name=8:u32 queue_mapping=12:u16
  skbaddr=16:ptr vlan_tagged=24:u8 vlan_proto=26:u16 vlan_tci=28:u16 protocol=30:u16 ip_summed=32:u8 len=36:u32
  data_len=40:u32 network_offset=44:s32 transport_offset_valid=48:u8 transport_offset=52:s32 tx_flags=56:u8
  gso_size=58:u16 gso_segs=60:u16 gso_type=62:u16 __data=64:u8[0]
struct trace_event_raw_net_dev_xmit 32: ent=0:.trace_entry skbaddr=8:ptr len=16:u32 rc=20:s32 __data_loc_name=24:u32
  __data=28:u8[0]
struct trace_event_raw_net_dev_xmit_timeout 20: ent=0:.trace_entry __data_loc_name=8:u32 __data_loc_driver=12:u32
  queue_index=16:s32 __data=20:u8[0]
struct trace_event_raw_oom_score_adj_update 32: ent=0:.trace_entry pid=8:s32 comm=12:u8[16] oom_score_adj=28:s16
  __data=30:u8[0]
struct trace_event_raw_reclaim_retry_zone 56: ent=0:.trace_entry node=8:s32 zone_idx=12:s32 order=16:s32
  reclaimable=24:u64 available=32:u64 min_wmark=40:u64 no_progress_loops=48:s32 wmark_check=52:u8 __data=53:u8[0]
struct trace_event_raw_rss_stat 32: ent=0:.trace_entry mm_id=8:u32 curr=12:u32 member=16:s32 size=24:s64
  __data=32:u8[0]
struct trace_event_raw_sched_kthread_stop 16: ent=0:.trace_entry __data_loc_comm=8:u32 pid=12:s32 __data=16:u8[0]
struct trace_event_raw_sched_kthread_stop_ret 12: ent=0:.trace_entry ret=8:s32 __data=12:u8[0]
struct trace_event_raw_sched_kthread_work_execute_end 24: ent=0:.trace_entry work=8:ptr function=16:ptr
  __data=24:u8[0]
struct trace_event_raw_sched_kthread_work_execute_start 24: ent=0:.trace_entry work=8:ptr function=16:ptr
  __data=24:u8[0]
struct trace_event_raw_sched_kthread_work_queue_work 32: ent=0:.trace_entry work=8:ptr function=16:ptr worker=24:ptr
  __data=32:u8[0]
struct trace_event_raw_sched_migrate_task 28: ent=0:.trace_entry __data_loc_comm=8:u32 pid=12:s32 prio=16:s32
  orig_cpu=20:s32 dest_cpu=24:s32 __data=28:u8[0]
struct trace_event_raw_sched_move_numa 36: ent=0:.trace_entry pid=8:s32 tgid=12:s32 ngid=16:s32 src_cpu=20:s32
  src_nid=24:s32 dst_cpu=28:s32 dst_nid=32:s32 __data=36:u8[0]
struct trace_event_raw_sched_pi_setprio 24: ent=0:.trace_entry __data_loc_comm=8:u32 pid=12:s32 oldprio=16:s32
  newprio=20:s32 __data=24:u8[0]
struct trace_event_raw_sched_prepare_exec 24: ent=0:.trace_entry __data_loc_interp=8:u32 __data_loc_filename=12:u32
  pid=16:s32 __data_loc_comm=20:u32 __data=24:u8[0]
struct trace_event_raw_sched_process_exec 20: ent=0:.trace_entry __data_loc_filename=8:u32 pid=12:s32 old_pid=16:s32
  __data=20:u8[0]
struct trace_event_raw_sched_process_exit 36: ent=0:.trace_entry comm=8:u8[16] pid=24:s32 prio=28:s32 group_dead=32:u8
  __data=33:u8[0]
struct trace_event_raw_sched_process_fork 24: ent=0:.trace_entry __data_loc_parent_comm=8:u32 parent_pid=12:s32
  __data_loc_child_comm=16:u32 child_pid=20:s32 __data=24:u8[0]
struct trace_event_raw_sched_process_hang 16: ent=0:.trace_entry __data_loc_comm=8:u32 pid=12:s32 __data=16:u8[0]
struct trace_event_raw_sched_process_wait 20: ent=0:.trace_entry __data_loc_comm=8:u32 pid=12:s32 prio=16:s32
  __data=20:u8[0]
struct trace_event_raw_sched_skip_cpuset_numa 168: ent=0:.trace_entry comm=8:u8[16] pid=24:s32 tgid=28:s32 ngid=32:s32
  mem_allowed=40:u64[16] __data=168:u8[0]
struct trace_event_raw_sched_skip_vma_numa 40: ent=0:.trace_entry numa_scan_offset=8:u64 vm_start=16:u64 vm_end=24:u64
  reason=32:u32 __data=36:u8[0]
struct trace_event_raw_sched_stat_runtime 24: ent=0:.trace_entry __data_loc_comm=8:u32 pid=12:s32 runtime=16:u64
  __data=24:u8[0]
struct trace_event_raw_sched_switch 64: ent=0:.trace_entry prev_comm=8:u8[16] prev_pid=24:s32 prev_prio=28:s32
  prev_state=32:s64 next_comm=40:u8[16] next_pid=56:s32 next_prio=60:s32 __data=64:u8[0]
struct trace_event_raw_sched_wake_idle_without_ipi 12: ent=0:.trace_entry cpu=8:s32 __data=12:u8[0]
struct trace_event_raw_sched_wakeup_template 36: ent=0:.trace_entry comm=8:u8[16] pid=24:s32 prio=28:s32
  target_cpu=32:s32 __data=36:u8[0]
struct trace_event_raw_signal_deliver 40: ent=0:.trace_entry sig=8:s32 errno=12:s32 code=16:s32 sa_handler=24:u64
  sa_flags=32:u64 __data=40:u8[0]
struct trace_event_raw_signal_generate 48: ent=0:.trace_entry sig=8:s32 errno=12:s32 code=16:s32 comm=20:u8[16]
  pid=36:s32 group=40:s32 result=44:s32 __data=48:u8[0]
struct trace_event_raw_sk_data_ready 32: ent=0:.trace_entry skaddr=8:ptr family=16:u16 protocol=18:u16 ip=24:u64
  __data=32:u8[0]
struct trace_event_raw_skb_copy_datagram_iovec 24: ent=0:.trace_entry skbaddr=8:ptr len=16:s32 __data=20:u8[0]
struct trace_event_raw_skip_task_reaping 12: ent=0:.trace_entry pid=8:s32 __data=12:u8[0]
struct trace_event_raw_sock_exceed_buf_limit 96: ent=0:.trace_entry name=8:u8[32] sysctl_mem=40:s64[3]
  allocated=64:s64 sysctl_rmem=72:s32 rmem_alloc=76:s32 sysctl_wmem=80:s32 wmem_alloc=84:s32 wmem_queued=88:s32
  kind=92:s32 __data=96:u8[0]
struct trace_event_raw_sock_rcvqueue_full 20: ent=0:.trace_entry rmem_alloc=8:s32 truesize=12:u32 sk_rcvbuf=16:s32
  __data=20:u8[0]
struct trace_event_raw_softirq 12: ent=0:.trace_entry vec=8:u32 __data=12:u8[0]
struct trace_event_raw_start_task_reaping 12: ent=0:.trace_entry pid=8:s32 __data=12:u8[0]
struct trace_event_raw_sys_enter 64: ent=0:.trace_entry id=8:s64 args=16:u64[6] __data=64:u8[0]
struct trace_event_raw_sys_exit 24: ent=0:.trace_entry id=8:s64 ret=16:s64 __data=24:u8[0]
struct trace_event_raw_task_newtask 48: ent=0:.trace_entry pid=8:s32 comm=12:u8[16] clone_flags=32:u64
  oom_score_adj=40:s16 __data=42:u8[0]
struct trace_event_raw_task_prctl_unknown 48: ent=0:.trace_entry option=8:s32 arg2=16:u64 arg3=24:u64 arg4=32:u64
  arg5=40:u64 __data=48:u8[0]
struct trace_event_raw_task_rename 48: ent=0:.trace_entry pid=8:s32 oldcomm=12:u8[16] newcomm=28:u8[16]
  oom_score_adj=44:s16 __data=46:u8[0]
struct trace_event_raw_tcp_cong_state_set 64: ent=0:.trace_entry skaddr=8:ptr sport=16:u16 dport=18:u16 family=20:u16
  saddr=22:u8[4] daddr=26:u8[4] saddr_v6=30:u8[16] daddr_v6=46:u8[16] cong_state=62:u8 __data=63:u8[0]
struct trace_event_raw_tcp_probe 136: ent=0:.trace_entry saddr=8:u8[28] daddr=36:u8[28] sport=64:u16 dport=66:u16
  family=68:u16 mark=72:u32 data_len=76:u16 snd_nxt=80:u32 snd_una=84:u32 snd_cwnd=88:u32 ssthresh=92:u32
  snd_wnd=96:u32 srtt=100:u32 rcv_wnd=104:u32 sock_cookie=112:u64 skbaddr=120:ptr skaddr=128:ptr __data=136:u8[0]
struct trace_event_raw_tcp_rcvbuf_grow 112: ent=0:.trace_entry time=8:s32 rtt_us=12:u32 copied=16:u32 inq=20:u32
  space=24:u32 ooo_space=28:u32 rcvbuf=32:u32 rcv_ssthresh=36:u32 window_clamp=40:u32 rcv_wnd=44:u32
  scaling_ratio=48:u8 sport=50:u16 dport=52:u16 family=54:u16 saddr=56:u8[4] daddr=60:u8[4] saddr_v6=64:u8[16]
  daddr_v6=80:u8[16] skaddr=96:ptr sock_cookie=104:u64 __data=112:u8[0]
struct trace_event_raw_tcp_retransmit_skb 80: ent=0:.trace_entry skbaddr=8:ptr skaddr=16:ptr state=24:s32 sport=28:u16
  dport=30:u16 family=32:u16 saddr=34:u8[4] daddr=38:u8[4] saddr_v6=42:u8[16] daddr_v6=58:u8[16] err=76:s32
  __data=80:u8[0]
struct trace_event_raw_tcp_retransmit_synack 72: ent=0:.trace_entry skaddr=8:ptr req=16:ptr sport=24:u16 dport=26:u16
  family=28:u16 saddr=30:u8[4] daddr=34:u8[4] saddr_v6=38:u8[16] daddr_v6=54:u8[16] __data=70:u8[0]
struct trace_event_raw_tcp_send_reset 88: ent=0:.trace_entry skbaddr=8:ptr skaddr=16:ptr state=24:s32 reason=28:u32
  saddr=32:u8[28] daddr=60:u8[28] __data=88:u8[0]
struct trace_event_raw_tcp_sendmsg_locked 32: ent=0:.trace_entry skb_addr=8:ptr skb_len=16:s32 msg_left=20:s32
  size_goal=24:s32 __data=28:u8[0]
struct trace_event_raw_tick_stop 16: ent=0:.trace_entry success=8:s32 dependency=12:s32 __data=16:u8[0]
struct trace_event_raw_timer_base_idle 16: ent=0:.trace_entry is_idle=8:u8 cpu=12:u32 __data=16:u8[0]
struct trace_event_raw_timer_expire_entry 40: ent=0:.trace_entry timer=8:ptr now=16:u64 function=24:ptr baseclk=32:u64
  __data=40:u8[0]
struct trace_event_raw_timer_start 56: ent=0:.trace_entry timer=8:ptr function=16:ptr expires=24:u64
  bucket_expiry=32:u64 now=40:u64 flags=48:u32 __data=52:u8[0]
struct trace_event_raw_udp_fail_queue_rcv_skb 76: ent=0:.trace_entry rc=8:s32 sport=12:u16 dport=14:u16 family=16:u16
  saddr=18:u8[28] daddr=46:u8[28] __data=74:u8[0]
struct trace_event_raw_wake_reaper 12: ent=0:.trace_entry pid=8:s32 __data=12:u8[0]
struct trace_event_raw_workqueue_activate_work 24: ent=0:.trace_entry work=8:ptr function=16:ptr __data=24:u8[0]
struct trace_event_raw_workqueue_execute_end 24: ent=0:.trace_entry work=8:ptr function=16:ptr __data=24:u8[0]
struct trace_event_raw_workqueue_execute_start 24: ent=0:.trace_entry work=8:ptr function=16:ptr __data=24:u8[0]
struct trace_event_raw_workqueue_queue_work 40: ent=0:.trace_entry work=8:ptr function=16:ptr
  __data_loc_workqueue=24:u32 req_cpu=28:s32 cpu=32:s32 __data=36:u8[0]
struct tty_struct 656: kref=0:.kref index=4:s32 dev=8:ptr driver=16:ptr port=24:ptr ops=32:ptr ldisc=40:ptr
  ldisc_sem=48:.ld_semaphore atomic_write_lock=96:.mutex legacy_mutex=128:.mutex throttle_mutex=160:.mutex
  termios_rwsem=192:.rw_semaphore winsize_mutex=232:.mutex termios=264:.ktermios termios_locked=308:.ktermios
  name=352:u8[64] flags=416:u64 count=424:s32 receive_room=428:u32 winsize=432:.winsize flow=440:.tty_struct.flow
  ctrl=448:.tty_struct.ctrl hw_stopped=472:u8 closing=473:u8 flow_change=476:s32 link=480:ptr fasync=488:ptr
  write_wait=496:.wait_queue_head read_wait=520:.wait_queue_head hangup_work=544:.work_struct disc_data=576:ptr
  driver_data=584:ptr files_lock=592:.spinlock write_cnt=596:s32 write_buf=600:ptr tty_files=608:.list_head
  SAK_work=624:.work_struct
struct tty_struct.ctrl 24: pgrp=0:ptr session=8:ptr lock=16:.spinlock pktstatus=20:u8 packet=21:u8
struct tty_struct.flow 8: lock=0:.spinlock stopped=4:u8 tco_stopped=5:u8
struct udp_sock 1344: inet=0:.inet_sock udp_flags=1016:u64 pending=1024:s32 encap_type=1028:u8 udp_lrpa_hash=1030:u16
  udp_lrpa_node=1032:.hlist_nulls_node len=1048:u16 gso_size=1050:u16 pcslen=1052:u16 pcrlen=1054:u16
  encap_rcv=1056:ptr encap_err_rcv=1064:ptr encap_err_lookup=1072:ptr encap_destroy=1080:ptr gro_receive=1088:ptr
  gro_complete=1096:ptr udp_prod_queue=1104:ptr reader_queue=1152:.sk_buff_head forward_deficit=1176:s32
  forward_threshold=1180:s32 peeking_with_offset=1184:u8 tunnel_list=1192:.hlist_node
  drop_counters=1216:.numa_drop_counters
struct udp_tunnel_gro 16: sk=0:ptr list=8:.hlist_head
struct udphdr 8: source=0:u16 dest=2:u16 len=4:u16 check=6:u16
struct uid_gid_extent 12: first=0:u32 lower_first=4:u32 count=8:u32
struct uid_gid_map 64: extent=0:.uid_gid_extent[5] nr_extents=60:u32 forward=0:ptr reverse=8:ptr
struct unix_sock 1152: sk=0:.sock addr=784:ptr path=792:.path iolock=808:.mutex bindlock=840:.mutex peer=872:ptr
  listener=880:ptr vertex=888:ptr lock=896:.spinlock peer_wq=960:.socket_wq peer_wake=1024:.wait_queue_entry
  scm_stat=1064:.scm_stat inq_len=1080:s32 recvmsg_inq=1084:u8 oob_skb=1088:ptr
struct unix_table 16: locks=0:ptr buckets=8:ptr
union unwind_task_id 8: cpu=0:u32 cnt=4:u32 id=0:u64
struct unwind_task_info 40: unwind_mask=0:u64 cache=8:ptr work=16:.callback_head id=32:.unwind_task_id
struct upid 16: nr=0:s32 ns=8:ptr
struct uprobes_state 16: xol_area=0:ptr head_tramps=8:.hlist_head
struct user_namespace 672: uid_map=0:.uid_gid_map gid_map=64:.uid_gid_map projid_map=128:.uid_gid_map parent=192:ptr
  level=200:s32 owner=204:.kuid_t group=208:.kgid_t ns=216:.ns_common flags=296:u64 parent_could_setfcap=304:u8
  keyring_name_list=312:.list_head user_keyring_register=328:ptr keyring_sem=336:.rw_semaphore
  persistent_keyring_register=376:ptr work=384:.work_struct set=416:.ctl_table_set sysctls=520:ptr ucounts=528:ptr
  ucount_max=536:s64[12] rlimit_max=632:s64[4] binfmt_misc=664:ptr
struct uts_namespace 488: name=0:.new_utsname user_ns=392:ptr ucounts=400:ptr ns=408:.ns_common
struct uuid_t 16: b=0:u8[16]
struct vfsmount 32: mnt_root=0:ptr mnt_sb=8:ptr mnt_flags=16:s32 mnt_idmap=24:ptr
struct vlan_ethhdr 18: h_dest=0:u8[6] h_source=6:u8[6] addrs=0:.vlan_ethhdr.addrs h_vlan_proto=12:u16
  h_vlan_TCI=14:u16 h_vlan_encapsulated_proto=16:u16
struct vlan_ethhdr.addrs 12: h_dest=0:u8[6] h_source=6:u8[6]
struct vlan_hdr 4: h_vlan_TCI=0:u16 h_vlan_encapsulated_proto=2:u16
struct vm_area_struct 192: vm_start=0:u64 vm_end=8:u64 vm_freeptr=0:.freeptr_t vm_mm=16:ptr vm_page_prot=24:.pgprot
  vm_flags=32:u64 __vm_flags=32:u64 vm_lock_seq=40:u32 anon_vma_chain=48:.list_head anon_vma=64:ptr vm_ops=72:ptr
  vm_pgoff=80:u64 vm_file=88:ptr vm_private_data=96:ptr swap_readahead_info=104:.atomic_long_t vm_policy=112:ptr
  numab_state=120:ptr vm_refcnt=128:.refcount_struct shared=136:.vm_area_struct.shared
  vm_userfaultfd_ctx=168:.vm_userfaultfd_ctx pfnmap_track_ctx=176:ptr
struct vm_area_struct.shared 32: rb=0:.rb_node rb_subtree_last=24:u64
struct vm_userfaultfd_ctx 8: ctx=0:ptr
struct wait_queue_entry 40: flags=0:u32 private=8:ptr func=16:ptr entry=24:.list_head
struct wait_queue_head 24: lock=0:.spinlock head=8:.list_head
struct wake_q_node 8: next=0:ptr
struct winsize 8: ws_row=0:u16 ws_col=2:u16 ws_xpixel=4:u16 ws_ypixel=6:u16
struct work_struct 32: data=0:.atomic_long_t entry=8:.list_head func=24:ptr
struct xarray 16: xa_lock=0:.spinlock xa_flags=4:u32 xa_head=8:ptr
struct xdp_buff 56: data=0:ptr data_end=8:ptr data_meta=16:ptr data_hard_start=24:ptr rxq=32:ptr txq=40:ptr
  frame_sz=48:u32 flags=52:u32 frame_sz_flags_init=48:u64
struct xdp_cpumap_stats 12: redirect=0:u32 pass=4:u32 drop=8:u32
struct xdp_frame 40: data=0:ptr len=8:u32 headroom=12:u32 metasize=16:u32 mem_type=160+32:u32 dev_rx=24:ptr
  frame_sz=32:u32 flags=36:u32
struct xdp_md 24: data=0:u32 data_end=4:u32 data_meta=8:u32 ingress_ifindex=12:u32 rx_queue_index=16:u32
  egress_ifindex=20:u32
struct xdp_mem_info 8: type=0:u32 id=4:u32
struct xdp_rxq_info 64: dev=0:ptr queue_index=8:u32 reg_state=12:u32 mem=16:.xdp_mem_info frag_size=24:u32
struct xfrm_policy_hash 16: table=0:ptr hmask=8:u32 dbits4=12:u8 sbits4=13:u8 dbits6=14:u8 sbits6=15:u8
struct xfrm_policy_hthresh 48: work=0:.work_struct lock=32:.seqlock_t lbits4=40:u8 rbits4=41:u8 lbits6=42:u8
  rbits6=43:u8
struct xsk_tx_metadata_compl 8: tx_timestamp=0:ptr
enum pid_type 4: PIDTYPE_PID=0 PIDTYPE_TGID=1 PIDTYPE_PGID=2 PIDTYPE_SID=3 PIDTYPE_MAX=4
enum tcp_ca_state 4: TCP_CA_Open=0 TCP_CA_Disorder=1 TCP_CA_CWR=2 TCP_CA_Recovery=3 TCP_CA_Loss=4
absent kernel_cap_struct
absent trace_event_raw_block_rq_complete
"""
