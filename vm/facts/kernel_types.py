"""The members of the kernel's own structures: what a load through a typed pointer may read, and what it brings.

Written by `python -m tests.record.kernel_types` from the BTF type information of Linux 6.18, x86-64: all that can be
reached from a map's own address, the current task and a socket. `vm.facts.layouts` serves another purpose: there members of
nameless structures stand with those around them, here they are kept apart, as the kernel's complaints name them.

    struct NAME SIZE: MEMBER=OFFSET:TYPE ...      offsets and sizes in bytes; likewise `union`
    MEMBER=BIT+WIDTH:TYPE                         a bit field

NAME is `NAME~N` where several structures are called NAME, and `~N` where one has no name. TYPE is the size of a number,
`*NAME` for a pointer to a structure, `*` for any other pointer, `.NAME` for a structure held by value, with `[N]` for
arrays, the outermost dimension last.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final


@dataclass(frozen=True, slots=True)
class Member:
    """One member.

    bit, width   its first bit, and its bits if it is a bit field, else 0
    size         bytes of one element
    count        elements of an array, all dimensions together; 0 of an array without a size; -1 of no array
    pointer      an address: of a structure if `struct` says so
    struct       name of the structure held, or pointed to; "" for none
    """

    name: str
    bit: int
    width: int
    size: int
    count: int
    pointer: bool
    struct: str


@dataclass(frozen=True, slots=True)
class KernelType:
    """A structure or union. `name` is as complaints spell it; `size` in bytes."""

    name: str
    union: bool
    size: int
    members: tuple[Member, ...]


_ROW: Final = re.compile(r"(struct|union) (\S+) (\d+):")
_MEMBER: Final = re.compile(r"(?P<name>\w*)=(?P<place>\d+)(?:\+(?P<width>\d+))?:(?P<type>[^\[]+)(?P<counts>\S*)")


@cache
def _rows() -> dict[str, tuple[bool, int, str]]:
    """By name: whether it is a union, its size, its members unread."""
    rows = {}
    for row in TABLE.replace("\n  ", " ").splitlines():
        head = _ROW.match(row)
        assert head is not None
        rows[head[2]] = (head[1] == "union", int(head[3]), row[head.end() :])
    return rows


@cache
def kernel_type(name: str) -> KernelType:
    """The structure of that name in the table, which has all that its members name."""
    union, size, members = _rows()[name]
    read = tuple(_member(found) for found in map(_MEMBER.fullmatch, members.split()) if found)
    return KernelType(spelt(name), union, size, read)


def spelt(name: str) -> str:
    """The name of a structure as the kernel's complaints write it."""
    return name.partition("~")[0] or "(anon)"


def _member(found: re.Match[str]) -> Member:
    type_, width = found["type"], int(found["width"] or 0)
    struct = type_[1:] if type_[0] in "*." else ""
    pointer = type_[0] == "*"
    size = 8 if pointer else _rows()[struct][1] if struct else int(type_)
    count = -1
    for each in re.findall(r"\d+", found["counts"]):
        count = abs(count) * int(each)
    bit = int(found["place"]) if width else 8 * int(found["place"])
    return Member(found["name"], bit, width, size, count, pointer, struct)


TABLE: Final = """\
struct Qdisc 384: enqueue=0:* dequeue=8:* flags=16:4 limit=20:4 ops=24:*Qdisc_ops stab=32:*qdisc_size_table
  hash=40:.hlist_node handle=56:4 parent=60:4 dev_queue=64:*netdev_queue rate_est=72:*net_rate_estimator
  cpu_bstats=80:*gnet_stats_basic_sync cpu_qstats=88:*gnet_stats_queue pad=96:4 refcnt=100:.refcount_struct
  gso_skb=128:.sk_buff_head q=152:.qdisc_skb_head bstats=176:.gnet_stats_basic_sync qstats=192:.gnet_stats_queue
  owner=212:4 state=216:8 state2=224:8 next_sched=232:*Qdisc skb_bad_txq=240:.sk_buff_head busylock=320:.spinlock
  seqlock=324:.spinlock rcu=328:.callback_head dev_tracker=344:.~25 root_lock_key=344:.lock_class_key
  privdata=384:8[0]
struct Qdisc_class_ops 112: flags=0:4 select_queue=8:* graft=16:* leaf=24:* qlen_notify=32:* find=40:* change=48:*
  delete=56:* walk=64:* tcf_block=72:* bind_tcf=80:* unbind_tcf=88:* dump=96:* dump_stats=104:*
struct Qdisc_ops 176: next=0:*Qdisc_ops cl_ops=8:*Qdisc_class_ops id=16:1[16] priv_size=32:4 static_flags=36:4
  enqueue=40:* dequeue=48:* peek=56:* init=64:* reset=72:* destroy=80:* change=88:* attach=96:*
  change_tx_queue_len=104:* change_real_num_tx=112:* dump=120:* dump_stats=128:* ingress_block_set=136:*
  egress_block_set=144:* ingress_block_get=152:* egress_block_get=160:* owner=168:*module
struct __call_single_data 32: node=0:.__call_single_node func=16:* info=24:*
struct __call_single_node 16: llist=0:.llist_node =8:.~28 src=12:2 dst=14:2
struct __kernel_sockaddr_storage 128: =0:.~361
struct __kernel_timespec 16: tv_sec=0:8 tv_nsec=8:8
struct __kfifo 24: in=0:4 out=4:4 mask=8:4 esize=12:4 data=16:*
struct acpi_device_id 32: id=0:1[16] driver_data=16:8 cls=24:4 cls_msk=28:4
struct action_cache 128: allow_native=0:8[8] allow_compat=64:8[8]
struct address_space 192: host=0:*inode i_pages=8:.xarray invalidate_lock=24:.rw_semaphore gfp_mask=64:4
  i_mmap_writable=68:.~4 i_mmap=72:.rb_root_cached nrpages=88:8 writeback_index=96:8
  a_ops=104:*address_space_operations flags=112:8 wb_err=120:4 i_private_lock=124:.spinlock
  i_private_list=128:.list_head i_mmap_rwsem=144:.rw_semaphore i_private_data=184:*
struct address_space_operations 152: read_folio=0:* writepages=8:* dirty_folio=16:* readahead=24:* write_begin=32:*
  write_end=40:* bmap=48:* invalidate_folio=56:* release_folio=64:* free_folio=72:* direct_IO=80:* migrate_folio=88:*
  launder_folio=96:* is_partially_uptodate=104:* is_dirty_writeback=112:* error_remove_folio=120:* swap_activate=128:*
  swap_deactivate=136:* swap_rw=144:*
struct anon_vma 96: root=0:*anon_vma rwsem=8:.rw_semaphore refcount=48:.~4 num_children=56:8 num_active_vmas=64:8
  parent=72:*anon_vma rb_root=80:.rb_root_cached
struct arch_hw_breakpoint 24: address=0:8 mask=8:8 len=16:1 type=17:1
struct arch_tlbflush_unmap_batch 40: cpumask=0:.cpumask unmapped_pages=32:1
struct arch_uprobe 40: =0:.~324 ops=16:*uprobe_xol_ops =24:.~325 flags=32:8
struct arch_uprobe_task 16: saved_scratch_register=0:8 saved_trap_nr=8:4 saved_tf=12:4
struct assoc_array 16: root=0:* nr_leaves_on_tree=8:8
struct async_poll 72: poll=0:.io_poll double_poll=64:*io_poll
struct attribute 16: name=0:* mode=8:2
struct attribute_group 48: name=0:* is_visible=8:* is_bin_visible=16:* bin_size=24:* attrs=32:* bin_attrs=40:*
struct audit_aux_data 16: next=0:*audit_aux_data type=8:4
struct audit_cap_data 40: permitted=0:.~232 inheritable=8:.~232 =16:.~359 ambient=24:.~232 rootid=32:.~11
struct audit_chunk 80: hash=0:.list_head key=16:8 mark=24:*fsnotify_mark trees=32:.list_head count=48:4 refs=56:.~0
  head=64:.callback_head owners=80:.audit_node[0]
struct audit_context 1056: dummy=0:4 context=4:4 state=8:4 current_state=12:4 stamp=16:.audit_stamp major=40:4
  uring_op=44:4 argv=48:8[4] return_code=80:8 prio=88:8 return_valid=96:4 preallocated_names=104:.audit_names[5]
  name_count=704:4 names_list=712:.list_head filterkey=728:* pwd=736:.path aux=752:*audit_aux_data
  aux_pids=760:*audit_aux_data sockaddr=768:*__kernel_sockaddr_storage sockaddr_len=776:8 ppid=784:4 uid=788:.~11
  euid=792:.~11 suid=796:.~11 fsuid=800:.~11 gid=804:.~12 egid=808:.~12 sgid=812:.~12 fsgid=816:.~12 personality=824:8
  arch=832:4 target_pid=836:4 target_auid=840:.~11 target_uid=844:.~11 target_sessionid=848:4 target_ref=852:.lsm_prop
  target_comm=860:1[16] trees=880:*audit_tree_refs first_trees=888:*audit_tree_refs killed_trees=896:.list_head
  tree_count=912:4 type=916:4 =920:.~347 fds=1032:4[2] proctitle=1040:.audit_proctitle
struct audit_names 120: list=0:.list_head name=16:*filename name_len=24:4 hidden=28:1 ino=32:8 dev=40:4 mode=44:2
  uid=48:.~11 gid=52:.~12 rdev=56:4 oprop=60:.lsm_prop fcap=72:.audit_cap_data fcap_ver=112:4 type=116:1
  should_free=117:1
struct audit_node 32: list=0:.list_head owner=16:*audit_tree index=24:4
struct audit_ntp_data 96: vals=0:.audit_ntp_val[6]
struct audit_ntp_val 16: oldval=0:8 newval=8:8
struct audit_proctitle 16: len=0:4 value=8:*
struct audit_stamp 24: ctime=0:.timespec64 serial=16:4
struct audit_tree 96: count=0:.refcount_struct goner=4:4 root=8:*audit_chunk chunks=16:.list_head rules=32:.list_head
  list=48:.list_head same_root=64:.list_head head=80:.callback_head pathname=96:1[0]
struct audit_tree_refs 256: next=0:*audit_tree_refs c=8:*audit_chunk[31]
struct autogroup 72: kref=0:.kref tg=8:*task_group lock=16:.rw_semaphore id=56:8 nice=64:4
struct backing_dev_info 1160: id=0:8 rb_node=8:.rb_node bdi_list=32:.list_head ra_pages=48:8 io_pages=56:8
  refcnt=64:.kref capabilities=68:4 min_ratio=72:4 max_ratio=76:4 max_prop_frac=80:4 tot_write_bandwidth=88:.~0
  last_bdp_sleep=96:8 wb=104:.bdi_writeback wb_list=904:.list_head cgwb_tree=920:.xarray cgwb_release_mutex=936:.mutex
  wb_switch_rwsem=968:.rw_semaphore wb_waitq=1008:.wait_queue_head dev=1032:*device dev_name=1040:1[64]
  owner=1104:*device laptop_mode_wb_timer=1112:.timer_list debug_dir=1152:*dentry
struct badblocks 64: dev=0:*device count=8:4 unacked_exist=12:4 shift=16:4 page=24:* changed=32:4 lock=36:.~114
  sector=48:8 size=56:8
struct balance_callback 16: next=0:*balance_callback func=8:*
struct bdi_writeback 800: bdi=0:*backing_dev_info state=8:8 last_old_flush=16:8 b_dirty=24:.list_head
  b_io=40:.list_head b_more_io=56:.list_head b_dirty_time=72:.list_head list_lock=88:.spinlock writeback_inodes=92:.~4
  stat=96:.percpu_counter[4] bw_time_stamp=256:8 dirtied_stamp=264:8 written_stamp=272:8 write_bandwidth=280:8
  avg_write_bandwidth=288:8 dirty_ratelimit=296:8 balanced_dirty_ratelimit=304:8 completions=312:.fprop_local_percpu
  dirty_exceeded=360:4 start_all_reason=364:4 work_lock=368:.spinlock work_list=376:.list_head dwork=392:.delayed_work
  bw_dwork=480:.delayed_work bdi_node=568:.list_head refcnt=584:.percpu_ref memcg_completions=600:.fprop_local_percpu
  memcg_css=648:*cgroup_subsys_state blkcg_css=656:*cgroup_subsys_state memcg_node=664:.list_head
  blkcg_node=680:.list_head b_attached=696:.list_head offline_node=712:.list_head switch_work=728:.work_struct
  switch_wbs_ctxs=760:.llist_head =768:.~77
struct binfmt_misc 32: entries=0:.list_head entries_lock=16:.~13 enabled=24:1
struct bio 120: bi_next=0:*bio bi_bdev=8:*block_device bi_opf=16:4 bi_flags=20:2 bi_ioprio=22:2 bi_write_hint=24:1
  bi_write_stream=25:1 bi_status=26:1 __bi_remaining=28:.~4 bi_iter=32:.bvec_iter =52:.~89 bi_end_io=56:*
  bi_private=64:* bi_blkg=72:*blkcg_gq issue_time_ns=80:8 bi_iocost_cost=88:8 bi_vcnt=96:2 bi_max_vecs=98:2
  __bi_cnt=100:.~4 bi_io_vec=104:*bio_vec bi_pool=112:*bio_set
struct bio_alloc_cache 24: free_list=0:*bio free_list_irq=8:*bio nr=16:4 nr_irq=20:4
struct bio_list 16: head=0:*bio tail=8:*bio
struct bio_set 248: bio_slab=0:*kmem_cache front_pad=8:4 cache=16:*bio_alloc_cache bio_pool=24:.mempool
  bvec_pool=96:.mempool back_pad=168:4 rescue_lock=172:.spinlock rescue_list=176:.bio_list
  rescue_work=192:.work_struct rescue_workqueue=224:*workqueue_struct cpuhp_dead=232:.hlist_node
struct bio_vec 16: bv_page=0:*page bv_len=8:4 bv_offset=12:4
struct blk_flush_queue 80: mq_flush_lock=0:.spinlock flush_pending_idx=32+1:4 flush_running_idx=33+1:4 rq_status=5:1
  flush_pending_since=8:8 flush_queue=16:.list_head[2] flush_data_in_flight=48:8 flush_rq=56:*request
  callback_head=64:.callback_head
struct blk_holder_ops 32: mark_dead=0:* sync=8:* freeze=16:* thaw=24:*
struct blk_independent_access_range 80: kobj=0:.kobject sector=64:8 nr_sectors=72:8
struct blk_independent_access_ranges 72: kobj=0:.kobject sysfs_registered=64:1 nr_ia_ranges=68:4
  ia_range=72:.blk_independent_access_range[0]
struct blk_integrity 7: flags=0:1 csum_type=1:1 metadata_size=2:1 pi_offset=3:1 interval_exp=4:1 tag_size=5:1
  pi_tuple_size=6:1
struct blk_mq_ctx 192: =0:.~113 cpu=64:4 index_hw=68:2[3] hctxs=80:*blk_mq_hw_ctx[3] queue=104:*request_queue
  ctxs=112:*blk_mq_ctxs kobj=120:.kobject
struct blk_mq_ctxs 72: kobj=0:.kobject queue_ctx=64:*blk_mq_ctx
struct blk_mq_debugfs_attr 40: name=0:* mode=8:2 show=16:* write=24:* seq_ops=32:*seq_operations
struct blk_mq_hw_ctx 512: =0:.~112 run_work=64:.delayed_work cpumask=152:.cpumask[1] next_cpu=184:4
  next_cpu_batch=188:4 flags=192:8 sched_data=200:* queue=208:*request_queue fq=216:*blk_flush_queue driver_data=224:*
  ctx_map=232:.sbitmap dispatch_from=264:*blk_mq_ctx dispatch_busy=272:4 type=276:2 nr_ctx=278:2 ctxs=280:*
  dispatch_wait_lock=288:.spinlock dispatch_wait=296:.wait_queue_entry wait_index=336:.~4 tags=344:*blk_mq_tags
  sched_tags=352:*blk_mq_tags numa_node=360:4 queue_num=364:4 nr_active=368:.~4 cpuhp_online=376:.hlist_node
  cpuhp_dead=392:.hlist_node kobj=408:.kobject debugfs_dir=472:*dentry sched_debugfs_dir=480:*dentry
  hctx_list=488:.list_head
struct blk_mq_ops 144: queue_rq=0:* commit_rqs=8:* queue_rqs=16:* get_budget=24:* put_budget=32:*
  set_rq_budget_token=40:* get_rq_budget_token=48:* timeout=56:* poll=64:* complete=72:* init_hctx=80:* exit_hctx=88:*
  init_request=96:* exit_request=104:* cleanup_rq=112:* busy=120:* map_queues=128:* show_rq=136:*
struct blk_mq_queue_map 16: mq_map=0:* nr_queues=8:4 queue_offset=12:4
struct blk_mq_tag_set 232: ops=0:*blk_mq_ops map=8:.blk_mq_queue_map[3] nr_maps=56:4 nr_hw_queues=60:4
  queue_depth=64:4 reserved_tags=68:4 cmd_size=72:4 numa_node=76:4 timeout=80:4 flags=84:4 driver_data=88:* tags=96:*
  shared_tags=104:*blk_mq_tags tag_list_lock=112:.mutex tag_list=144:.list_head srcu=160:*srcu_struct
  tags_srcu=168:.srcu_struct update_nr_hwq_lock=192:.rw_semaphore
struct blk_mq_tags 200: nr_tags=0:4 nr_reserved_tags=4:4 active_queues=8:4 bitmap_tags=16:.sbitmap_queue
  breserved_tags=80:.sbitmap_queue rqs=144:* static_rqs=152:* page_list=160:.list_head lock=176:.spinlock
  callback_head=184:.callback_head
struct blk_plug 64: mq_list=0:.rq_list cached_rqs=16:.rq_list cur_ktime=32:8 nr_ios=40:2 rq_count=42:2
  multiple_queues=44:1 has_elevator=45:1 cb_list=48:.list_head
struct blk_queue_stats 24: callbacks=0:.list_head lock=16:.spinlock accounting=20:4
struct blk_trace 96: trace_state=0:4 rchan=8:*rchan sequence=16:* msg_data=24:* act_mask=32:2 start_lba=40:8
  end_lba=48:8 pid=56:4 dev=60:4 dir=64:*dentry running_list=72:.list_head dropped=88:.~4
struct blkcg 344: css=0:.cgroup_subsys_state lock=208:.spinlock online_pin=212:.refcount_struct
  congestion_count=216:.~4 blkg_tree=224:.xarray blkg_hint=240:*blkcg_gq blkg_list=248:.hlist_head
  cpd=256:*blkcg_policy_data[6] all_blkcgs_node=304:.list_head lhead=320:*llist_head cgwb_list=328:.list_head
struct blkcg_gq 368: q=0:*request_queue q_node=8:.list_head blkcg_node=24:.hlist_node blkcg=40:*blkcg
  parent=48:*blkcg_gq refcnt=56:.percpu_ref online=72:1 iostat_cpu=80:*blkg_iostat_set iostat=88:.blkg_iostat_set
  pd=208:*blkg_policy_data[6] async_bio_lock=256:.spinlock async_bios=264:.bio_list =280:.~88 use_delay=312:.~4
  delay_nsec=320:.~0 delay_start=328:.~0 last_delay=336:8 last_use=344:4 callback_head=352:.callback_head
struct blkcg_policy_data 16: blkcg=0:*blkcg plid=8:4
struct blkg_iostat 48: bytes=0:8[3] ios=24:8[3]
struct blkg_iostat_set 120: sync=0:.u64_stats_sync blkg=0:*blkcg_gq lnode=8:.llist_node lqueued=16:4
  cur=24:.blkg_iostat last=72:.blkg_iostat
struct blkg_policy_data 16: blkg=0:*blkcg_gq plid=8:4 online=12:1
struct block_device 904: bd_start_sect=0:8 bd_nr_sectors=8:8 bd_disk=16:*gendisk bd_queue=24:*request_queue
  bd_stats=32:*disk_stats bd_stamp=40:8 __bd_flags=48:.~4 bd_dev=52:4 bd_mapping=56:*address_space bd_openers=64:.~4
  bd_size_lock=68:.spinlock bd_claiming=72:* bd_holder=80:* bd_holder_ops=88:*blk_holder_ops bd_holder_lock=96:.mutex
  bd_holders=128:4 bd_holder_dir=136:*kobject bd_fsfreeze_count=144:.~4 bd_fsfreeze_mutex=152:.mutex
  bd_meta_info=184:*partition_meta_info bd_writers=192:4 bd_security=200:* bd_device=208:.device
struct block_device_operations 144: submit_bio=0:* poll_bio=8:* open=16:* release=24:* ioctl=32:* compat_ioctl=40:*
  check_events=48:* unlock_native_capacity=56:* getgeo=64:* set_read_only=72:* free_disk=80:*
  swap_slot_free_notify=88:* report_zones=96:* devnode=104:* get_unique_id=112:* owner=120:*module pr_ops=128:*pr_ops
  alternative_gpt_sector=136:*
struct blocking_notifier_head 48: rwsem=0:.rw_semaphore head=40:*notifier_block
struct bpf_arena 400: map=0:.bpf_map user_vm_start=296:8 user_vm_end=304:8 kern_vm=312:*vm_struct rt=320:.range_tree
  vma_list=352:.list_head lock=368:.mutex
struct bpf_array 312: map=0:.bpf_map elem_size=296:4 index_mask=300:4 aux=304:*bpf_array_aux =312:.~404
struct bpf_array_aux 88: poke_progs=0:.list_head map=16:*bpf_map poke_mutex=24:.mutex work=56:.work_struct
struct bpf_bloom_filter 312: map=0:.bpf_map bitset_mask=296:4 hash_seed=300:4 nr_hash_funcs=304:4 bitset=312:8[0]
struct bpf_cgroup_storage 104: =0:.~79 map=8:*bpf_cgroup_storage_map key=16:.bpf_cgroup_storage_key
  list_map=32:.list_head list_cg=48:.list_head node=64:.rb_node rcu=88:.callback_head
struct bpf_cgroup_storage_key 16: cgroup_inode_id=0:8 attach_type=8:4
struct bpf_cgroup_storage_map 328: map=0:.bpf_map lock=296:.spinlock root=304:.rb_root list=312:.list_head
struct bpf_common_lru 192: lru_list=0:.bpf_lru_list local_list=128:*bpf_lru_locallist
struct bpf_cpu_map 304: map=0:.bpf_map cpu_map=296:*
struct bpf_ctx_arg_aux 32: offset=0:4 reg_type=4:4 btf=8:*btf btf_id=16:4 ref_obj_id=20:4 refcounted=24:1
struct bpf_dtab 344: map=0:.bpf_map netdev_map=296:* list=304:.list_head dev_index_head=320:*hlist_head
  index_lock=328:.spinlock items=332:4 n_buckets=336:4
struct bpf_func_info 8: insn_off=0:4 type_id=4:4
struct bpf_func_info_aux 4: linkage=0:2 unreliable=2:1 called=24+1:1 verified=25+1:1
struct bpf_htab 832: map=0:.bpf_map ma=296:.bpf_mem_alloc pcpu_ma=360:.bpf_mem_alloc buckets=424:*bucket elems=432:*
  =448:.~408 extra_elems=704:* pcount=712:.percpu_counter count=752:.~4 use_percpu_counter=756:1 n_buckets=760:4
  elem_size=764:4 hashrnd=768:4
struct bpf_insn 8: code=0:1 dst_reg=8+4:1 src_reg=12+4:1 off=2:2 imm=4:4
struct bpf_iter_seq_info 32: seq_ops=0:*seq_operations init_seq_private=8:* fini_seq_private=16:* seq_priv_size=24:4
struct bpf_jit_poke_descriptor 56: tailcall_target=0:* tailcall_bypass=8:* bypass_addr=16:* aux=24:* =32:.~225
  tailcall_target_stable=48:1 adj_off=49:1 reason=50:2 insn_idx=52:4
struct bpf_kfunc_btf 24: btf=0:*btf module=8:*module offset=16:2
struct bpf_kfunc_btf_tab 6152: descs=0:.bpf_kfunc_btf[256] nr_descs=6144:4
struct bpf_kfunc_desc 48: func_model=0:.btf_func_model func_id=28:4 imm=32:4 offset=36:2 addr=40:8
struct bpf_kfunc_desc_tab 12296: descs=0:.bpf_kfunc_desc[256] nr_descs=12288:4
struct bpf_ksym 600: start=0:8 end=8:8 name=16:1[512] lnode=528:.list_head tnode=544:.latch_tree_node prog=592:1
  init_private=593:1
struct bpf_line_info 16: insn_off=0:4 file_name_off=4:4 line_off=8:4 line_col=12:4
struct bpf_link 88: refcnt=0:.~0 id=8:4 init_private=12:1 type=16:4 ops=24:*bpf_link_ops prog=32:*bpf_prog flags=40:4
  attach_type=44:4 =48:.~45 sleepable=80:1
struct bpf_link_ops 72: release=0:* dealloc=8:* dealloc_deferred=16:* detach=24:* update_prog=32:* show_fdinfo=40:*
  fill_link_info=48:* update_map=56:* poll=64:*
struct bpf_local_storage 176: cache=0:*bpf_local_storage_data[16] smap=128:*bpf_local_storage_map list=136:.hlist_head
  owner=144:* rcu=152:.callback_head lock=168:.raw_spinlock
struct bpf_local_storage_data 8: smap=0:*bpf_local_storage_map data=8:1[0]
struct bpf_local_storage_map 448: map=0:.bpf_map buckets=296:*bpf_local_storage_map_bucket bucket_log=304:4
  elem_size=308:2 cache_idx=310:2 selem_ma=312:.bpf_mem_alloc storage_ma=376:.bpf_mem_alloc bpf_ma=440:1
struct bpf_local_storage_map_bucket 16: list=0:.hlist_head lock=8:.raw_spinlock
struct bpf_lru 256: =0:.~409 del_from_htab=192:* del_arg=200:* hash_offset=208:4 target_free=212:4 nr_scans=216:4
  percpu=220:1
struct bpf_lru_list 128: lists=0:.list_head[3] counts=48:4[2] next_inactive_rotation=56:*list_head lock=64:.qspinlock
struct bpf_lru_locallist 32: pending_list=0:.list_head free_llist=16:.llist_head next_steal=24:2 lock=28:.qspinlock
struct bpf_map 296: sha=0:1[32] excl=32:4 ops=40:*bpf_map_ops inner_map_meta=48:*bpf_map security=56:* map_type=64:4
  key_size=68:4 value_size=72:4 max_entries=76:4 map_extra=80:8 map_flags=88:4 id=92:4 record=96:*btf_record
  numa_node=104:4 btf_key_type_id=108:4 btf_value_type_id=112:4 btf_vmlinux_value_type_id=116:4 btf=120:*btf
  objcg=128:*obj_cgroup name=136:1[16] freeze_mutex=152:.mutex refcnt=184:.~0 usercnt=192:.~0 =200:.~33
  writecnt=232:.~0 owner_lock=240:.spinlock owner=248:*bpf_map_owner bypass_spec_v1=256:1 frozen=257:1
  init_private=258:1 free_after_mult_rcu_gp=259:1 free_after_rcu_gp=260:1 sleepable_refcnt=264:.~0 elem_count=272:*
  cookie=280:8 excl_prog_sha=288:*
struct bpf_map_ops 352: map_alloc_check=0:* map_alloc=8:* map_release=16:* map_free=24:* map_get_next_key=32:*
  map_release_uref=40:* map_lookup_elem_sys_only=48:* map_lookup_batch=56:* map_lookup_and_delete_elem=64:*
  map_lookup_and_delete_batch=72:* map_update_batch=80:* map_delete_batch=88:* map_lookup_elem=96:*
  map_update_elem=104:* map_delete_elem=112:* map_push_elem=120:* map_pop_elem=128:* map_peek_elem=136:*
  map_lookup_percpu_elem=144:* map_get_hash=152:* map_fd_get_ptr=160:* map_fd_put_ptr=168:* map_gen_lookup=176:*
  map_fd_sys_lookup_elem=184:* map_seq_show_elem=192:* map_check_btf=200:* map_poke_track=208:* map_poke_untrack=216:*
  map_poke_run=224:* map_direct_value_addr=232:* map_direct_value_meta=240:* map_mmap=248:* map_poll=256:*
  map_get_unmapped_area=264:* map_local_storage_charge=272:* map_local_storage_uncharge=280:*
  map_owner_storage_ptr=288:* map_redirect=296:* map_meta_equal=304:* map_set_for_each_callback_args=312:*
  map_for_each_callback=320:* map_mem_usage=328:* map_btf_id=336:* iter_seq_info=344:*bpf_iter_seq_info
struct bpf_map_owner 40: type=0:4 jited=4:1 xdp_has_frags=5:1 storage_cookie=8:8[2] attach_func_proto=24:*btf_type
  expected_attach_type=32:4
struct bpf_mem_alloc 64: caches=0:*bpf_mem_caches cache=8:*bpf_mem_cache objcg=16:*obj_cgroup percpu=24:1
  work=32:.work_struct
struct bpf_mem_cache 208: free_llist=0:.llist_head active=8:.~27 free_llist_extra=16:.llist_head
  refill_work=24:.irq_work objcg=56:*obj_cgroup unit_size=64:4 free_cnt=68:4 low_watermark=72:4 high_watermark=76:4
  batch=80:4 percpu_size=84:4 draining=88:1 tgt=96:*bpf_mem_cache free_by_rcu=104:.llist_head
  free_by_rcu_tail=112:*llist_node waiting_for_gp=120:.llist_head waiting_for_gp_tail=128:*llist_node
  rcu=136:.callback_head call_rcu_in_progress=152:.~4 free_llist_extra_rcu=160:.llist_head
  free_by_rcu_ttrace=168:.llist_head waiting_for_gp_ttrace=176:.llist_head rcu_ttrace=184:.callback_head
  call_rcu_ttrace_in_progress=200:.~4
struct bpf_mem_caches 2288: cache=0:.bpf_mem_cache[11]
struct bpf_mprog_bundle 1576: a=0:.bpf_mprog_entry b=520:.bpf_mprog_entry cp_items=1040:.bpf_mprog_cp[64]
  ref=1552:*bpf_prog revision=1560:.~0 count=1568:4
struct bpf_mprog_cp 8: link=0:*bpf_link
struct bpf_mprog_entry 520: fp_items=0:.bpf_mprog_fp[64] parent=512:*bpf_mprog_bundle
struct bpf_mprog_fp 8: prog=0:*bpf_prog
struct bpf_net_context 112: ri=0:.bpf_redirect_info cpu_map_flush_list=64:.list_head dev_map_flush_list=80:.list_head
  xskmap_map_flush_list=96:.list_head
struct bpf_nh_params 20: nh_family=0:4 =4:.~322
struct bpf_offload_dev 32: ops=0:*bpf_prog_offload_ops netdevs=8:.list_head priv=24:*
struct bpf_prog 96: pages=0:2 jited=16+1:2 jit_requested=17+1:2 gpl_compatible=18+1:2 cb_access=19+1:2
  dst_needed=20+1:2 blinding_requested=21+1:2 blinded=22+1:2 is_func=23+1:2 kprobe_override=24+1:2
  has_callchain_buf=25+1:2 enforce_expected_attach_type=26+1:2 call_get_stack=27+1:2 call_get_func_ip=28+1:2
  tstamp_type_access=29+1:2 sleepable=30+1:2 type=4:4 expected_attach_type=8:4 len=12:4 jited_len=16:4 =20:.~29
  stats=56:*bpf_prog_stats active=64:* bpf_func=72:* aux=80:*bpf_prog_aux orig_prog=88:*sock_fprog_kern =96:.~30
struct bpf_prog_array 16: rcu=0:.callback_head items=16:.bpf_prog_array_item[0]
struct bpf_prog_array_item 24: prog=0:*bpf_prog =8:.~78
struct bpf_prog_aux 1304: refcnt=0:.~0 used_map_cnt=8:4 used_btf_cnt=12:4 max_ctx_offset=16:4 max_pkt_offset=20:4
  max_tp_access=24:4 stack_depth=28:4 id=32:4 func_cnt=36:4 real_func_cnt=40:4 func_idx=44:4 attach_btf_id=48:4
  attach_st_ops_member_off=52:4 ctx_arg_info_size=56:4 max_rdonly_access=60:4 max_rdwr_access=64:4 attach_btf=72:*btf
  ctx_arg_info=80:*bpf_ctx_arg_aux priv_stack_ptr=88:* dst_mutex=96:.mutex dst_prog=128:*bpf_prog
  dst_trampoline=136:*bpf_trampoline saved_dst_prog_type=144:4 saved_dst_attach_type=148:4 verifier_zext=152:1
  dev_bound=153:1 offload_requested=154:1 attach_btf_trace=155:1 attach_tracing_prog=156:1 func_proto_unreliable=157:1
  tail_call_reachable=158:1 xdp_has_frags=159:1 exception_cb=160:1 exception_boundary=161:1 is_extended=162:1
  jits_use_priv_stack=163:1 priv_stack_requested=164:1 changes_pkt_data=165:1 might_sleep=166:1 kprobe_write_ctx=167:1
  prog_array_member_cnt=168:8 ext_mutex=176:.mutex arena=208:*bpf_arena recursion_detected=216:*
  attach_func_proto=224:*btf_type attach_func_name=232:* func=240:* main_prog_aux=248:*bpf_prog_aux jit_data=256:*
  poke_tab=264:*bpf_jit_poke_descriptor kfunc_tab=272:*bpf_kfunc_desc_tab kfunc_btf_tab=280:*bpf_kfunc_btf_tab
  size_poke_tab=288:4 ksym=296:.bpf_ksym ops=896:*bpf_prog_ops st_ops=904:*bpf_struct_ops used_maps=912:*
  used_maps_mutex=920:.mutex used_btfs=952:*btf_mod_pair prog=960:*bpf_prog user=968:*user_struct init_private=976:1
  init_owned=977:1 load_time=984:8 verified_insns=992:4 cgroup_atype=996:4 cgroup_storage=1000:*bpf_map[2]
  name=1016:1[16] bpf_exception_cb=1032:* security=1040:* token=1048:*bpf_token offload=1056:*bpf_prog_offload
  btf=1064:*btf func_info=1072:*bpf_func_info func_info_aux=1080:*bpf_func_info_aux linfo=1088:*bpf_line_info
  jited_linfo=1096:* func_info_cnt=1104:4 nr_linfo=1108:4 linfo_idx=1112:4 mod=1120:*module num_exentries=1128:4
  extable=1136:*exception_table_entry =1144:.~33 stream=1176:.bpf_stream[2]
struct bpf_prog_offload 72: prog=0:*bpf_prog netdev=8:*net_device offdev=16:*bpf_offload_dev dev_priv=24:*
  offloads=32:.list_head dev_state=48:1 opt_failed=49:1 jited_image=56:* jited_len=64:4
struct bpf_prog_offload_ops 56: insn_hook=0:* finalize=8:* replace_insn=16:* remove_insns=24:* prepare=32:*
  translate=40:* destroy=48:*
struct bpf_prog_ops 8: test_run=0:*
struct bpf_prog_stats 32: cnt=0:.~46 nsecs=8:.~46 misses=16:.~46 syncp=24:.u64_stats_sync
struct bpf_queue_stack 312: map=0:.bpf_map lock=296:.qspinlock head=300:4 tail=304:4 size=308:4 elements=312:1[0]
struct bpf_raw_event_map 32: tp=0:*tracepoint bpf_func=8:* num_args=16:4 writable_size=20:4
struct bpf_redirect_info 64: tgt_index=0:8 tgt_value=8:* map=16:*bpf_map flags=24:4 map_id=28:4 map_type=32:4
  nh=36:.bpf_nh_params kern_flags=56:4
struct bpf_ringbuf 12288: waitq=0:.wait_queue_head work=24:.irq_work mask=56:8 pages=64:* nr_pages=72:4
  spinlock=128:.qspinlock busy=192:.~4 consumer_pos=4096:8 producer_pos=8192:8 pending_pos=8200:8 data=12288:1[0]
struct bpf_ringbuf_map 304: map=0:.bpf_map rb=296:*bpf_ringbuf
struct bpf_run_ctx 0:
struct bpf_shtab 384: map=0:.bpf_map buckets=296:*bpf_shtab_bucket buckets_num=304:4 elem_size=308:4
  progs=312:.sk_psock_progs count=376:.~4
struct bpf_shtab_bucket 16: head=0:.hlist_head lock=8:.spinlock
struct bpf_stab 376: map=0:.bpf_map sks=296:* progs=304:.sk_psock_progs lock=368:.spinlock
struct bpf_stack_map 320: map=0:.bpf_map elems=296:* freelist=304:.pcpu_freelist n_buckets=312:4
  buckets=320:*stack_map_bucket[0]
struct bpf_storage_buffer 16: rcu=0:.callback_head data=16:1[0]
struct bpf_stream 64: capacity=0:.~4 log=8:.llist_head lock=16:.mutex backlog_head=48:*llist_node
  backlog_tail=56:*llist_node
struct bpf_struct_ops 1816: verifier_ops=0:*bpf_verifier_ops init=8:* check_member=16:* init_member=24:* reg=32:*
  unreg=40:* update=48:* validate=56:* cfi_stubs=64:* owner=72:*module name=80:* func_models=88:.btf_func_model[64]
struct bpf_struct_ops_arg_info 16: info=0:*bpf_ctx_arg_aux cnt=8:4
struct bpf_struct_ops_desc 40: st_ops=0:*bpf_struct_ops type=8:*btf_type value_type=16:*btf_type type_id=24:4
  value_id=28:4 arg_info=32:*bpf_struct_ops_arg_info
struct bpf_token 88: work=0:.work_struct refcnt=32:.~0 userns=40:*user_namespace allowed_cmds=48:8 allowed_maps=56:8
  allowed_progs=64:8 allowed_attachs=72:8 security=80:*
struct bpf_tramp_image 680: image=0:* size=8:4 ksym=16:.bpf_ksym pcref=616:.percpu_ref ip_after_call=632:*
  ip_epilogue=640:* =648:.~45
struct bpf_trampoline 184: hlist=0:.hlist_node fops=16:*ftrace_ops mutex=24:.mutex refcnt=56:.refcount_struct
  flags=60:4 key=64:8 init_private=72:1 func=80:.~228 extension_prog=128:*bpf_prog progs_hlist=136:.hlist_head[3]
  progs_cnt=160:4[3] cur_image=176:*bpf_tramp_image
struct bpf_verifier_ops 56: get_func_proto=0:* is_valid_access=8:* gen_prologue=16:* gen_epilogue=24:* gen_ld_abs=32:*
  convert_ctx_access=40:* btf_struct_access=48:*
struct bpf_xdp_entity 16: prog=0:*bpf_prog link=8:*bpf_xdp_link
struct bpf_xdp_link 104: link=0:.bpf_link dev=88:*net_device flags=96:4
struct btf 240: data=0:* init_private=8:1 types=16:* resolved_ids=24:* resolved_sizes=32:* strings=40:*
  nohdr_data=48:* hdr=56:.btf_header nr_types=80:4 types_size=84:4 data_size=88:4 refcnt=92:.refcount_struct id=96:4
  rcu=104:.callback_head kfunc_set_tab=120:*btf_kfunc_set_tab dtor_kfunc_tab=128:*btf_id_dtor_kfunc_tab
  struct_meta_tab=136:*btf_struct_metas struct_ops_tab=144:*btf_struct_ops_tab base_btf=152:*btf start_id=160:4
  start_str_off=164:4 name=168:1[56] kernel_btf=224:1 base_id_map=232:*
struct btf_field 48: offset=0:4 size=4:4 type=8:4 =16:.~229
struct btf_field_graph_root 24: btf=0:*btf value_btf_id=8:4 node_offset=12:4 value_rec=16:*btf_record
struct btf_field_kptr 32: btf=0:*btf module=8:*module dtor=16:* btf_id=24:4
struct btf_func_model 27: ret_size=0:1 ret_flags=1:1 nr_args=2:1 arg_size=3:1[12] arg_flags=15:1[12]
struct btf_header 24: magic=0:2 version=2:1 flags=3:1 hdr_len=4:4 type_off=8:4 type_len=12:4 str_off=16:4 str_len=20:4
struct btf_id_dtor_kfunc 8: btf_id=0:4 kfunc_btf_id=4:4
struct btf_id_dtor_kfunc_tab 4: cnt=0:4 dtors=4:.btf_id_dtor_kfunc[0]
struct btf_id_set8 8: cnt=0:4 flags=4:4 pairs=8:.~230[0]
struct btf_kfunc_hook_filter 136: filters=0:*[16] nr_filters=128:4
struct btf_kfunc_set_tab 2016: sets=0:*btf_id_set8[14] hook_filters=112:.btf_kfunc_hook_filter[14]
struct btf_mod_pair 16: btf=0:*btf module=8:*module
struct btf_record 32: cnt=0:4 field_mask=4:4 spin_lock_off=8:4 res_spin_lock_off=12:4 timer_off=16:4 wq_off=20:4
  refcount_off=24:4 task_work_off=28:4 fields=32:.btf_field[0]
struct btf_struct_meta 16: btf_id=0:4 record=8:*btf_record
struct btf_struct_metas 8: cnt=0:4 types=8:.btf_struct_meta[0]
struct btf_struct_ops_tab 8: cnt=0:4 capacity=4:4 ops=8:.bpf_struct_ops_desc[0]
struct btf_type 12: name_off=0:4 info=4:4 =8:.~227
struct bucket 16: head=0:.hlist_nulls_head raw_lock=8:.qspinlock
struct bucket_table 64: size=0:4 nest=4:4 hash_rnd=8:4 walkers=16:.list_head rcu=32:.callback_head
  future_tbl=48:*bucket_table dep_map=56:.lockdep_map buckets=64:*rhash_lock_head[0]
struct bug_entry 12: bug_addr_disp=0:4 file_disp=4:4 line=8:2 flags=10:2
struct bus_dma_region 24: cpu_start=0:8 dma_start=8:8 size=16:8
struct bus_type 168: name=0:* dev_name=8:* bus_groups=16:* dev_groups=24:* drv_groups=32:* match=40:* uevent=48:*
  probe=56:* sync_state=64:* remove=72:* shutdown=80:* irq_get_affinity=88:* online=96:* offline=104:* suspend=112:*
  resume=120:* num_vf=128:* dma_configure=136:* dma_cleanup=144:* pm=152:*dev_pm_ops driver_override=160:1
  need_parent_lock=161:1
struct bvec_iter 20: bi_sector=0:8 bi_size=8:4 bi_idx=12:4 bi_bvec_done=16:4
struct cacheline_padding 0: x=0:1[0]
struct callback_head 16: next=0:*callback_head func=8:*
struct capture_control 16: cc=0:*compact_control page=8:*page
struct cdev 104: kobj=0:.kobject owner=64:*module ops=72:*file_operations list=80:.list_head dev=96:4 count=100:4
struct cfs_bandwidth 240: lock=0:.raw_spinlock period=8:8 quota=16:8 runtime=24:8 burst=32:8 runtime_snap=40:8
  hierarchical_quota=48:8 idle=56:1 period_active=57:1 slack_started=58:1 period_timer=64:.hrtimer
  slack_timer=128:.hrtimer throttled_cfs_rq=192:.list_head nr_periods=208:4 nr_throttled=212:4 nr_burst=216:4
  throttled_time=224:8 burst_time=232:8
struct cfs_rq 512: load=0:.load_weight nr_queued=16:4 h_nr_queued=20:4 h_nr_runnable=24:4 h_nr_idle=28:4
  sum_w_vruntime=32:8 sum_weight=40:8 zero_vruntime=48:8 tasks_timeline=56:.rb_root_cached curr=72:*sched_entity
  next=80:*sched_entity avg=128:.sched_avg removed=192:.~402 last_update_tg_load_avg=256:8 tg_load_avg_contrib=264:8
  propagate=272:8 prop_runnable_sum=280:8 h_load=288:8 last_h_load_update=296:8 h_load_next=304:*sched_entity
  rq=312:*rq on_list=320:4 leaf_cfs_rq_list=328:.list_head tg=344:*task_group idle=352:4 runtime_enabled=356:4
  runtime_remaining=360:8 throttled_pelt_idle=368:8 throttled_clock=376:8 throttled_clock_pelt=384:8
  throttled_clock_pelt_time=392:8 throttled_clock_self=400:8 throttled_clock_self_time=408:8 throttled=3328+1:1
  pelt_clock_throttled=3329+1:1 throttle_count=420:4 throttled_list=424:.list_head throttled_csd_list=440:.list_head
  throttled_limbo_list=456:.list_head
struct cftype 216: name=0:1[64] private=64:8 max_write_len=72:8 flags=80:4 file_offset=84:4 ss=88:*cgroup_subsys
  node=96:.list_head kf_ops=112:*kernfs_ops open=120:* release=128:* read_u64=136:* read_s64=144:* seq_show=152:*
  seq_start=160:* seq_next=168:* seq_stop=176:* write_u64=184:* write_s64=192:* write=200:* poll=208:*
  lockdep_key=216:.lock_class_key
struct cgroup 2240: self=0:.cgroup_subsys_state flags=208:8 level=216:4 max_depth=220:4 nr_descendants=224:4
  nr_dying_descendants=228:4 max_descendants=232:4 nr_populated_csets=236:4 nr_populated_domain_children=240:4
  nr_populated_threaded_children=244:4 nr_threaded_children=248:4 kill_seq=252:4 kn=256:*kernfs_node
  procs_file=264:.cgroup_file events_file=320:.cgroup_file psi_files=376:.cgroup_file[3] subtree_control=544:2
  subtree_ss_mask=546:2 old_subtree_control=548:2 old_subtree_ss_mask=550:2 subsys=552:*cgroup_subsys_state[12]
  nr_dying_subsys=648:4[12] root=696:*cgroup_root cset_links=704:.list_head e_csets=720:.list_head[12]
  dom_cgrp=912:*cgroup old_dom_cgrp=920:*cgroup rstat_base_cpu=928:*cgroup_rstat_base_cpu _pad_=960:.cacheline_padding
  last_bstat=960:.cgroup_base_stat bstat=992:.cgroup_base_stat prev_cputime=1024:.prev_cputime
  pidlists=1048:.list_head pidlist_mutex=1064:.mutex offline_waitq=1096:.wait_queue_head
  release_agent_work=1120:.work_struct psi=1152:*psi_group bpf=1160:.cgroup_bpf freezer=2184:.cgroup_freezer_state
  bpf_cgrp_storage=2216:*bpf_local_storage ancestors=2224:*cgroup[0]
struct cgroup_base_stat 32: cputime=0:.task_cputime ntime=24:8
struct cgroup_bpf 1024: effective=0:*bpf_prog_array[38] progs=304:.hlist_head[38] flags=608:1[38] revisions=648:8[38]
  storages=952:.list_head inactive=968:*bpf_prog_array refcnt=976:.percpu_ref release_work=992:.work_struct
struct cgroup_file 56: kn=0:*kernfs_node notified_at=8:8 notify_timer=16:.timer_list
struct cgroup_freezer_state 32: freeze=0:1 e_freeze=1:1 nr_frozen_descendants=4:4 nr_frozen_tasks=8:4
  freeze_seq=12:.seqcount_spinlock freeze_start_nsec=16:8 frozen_nsec=24:8
struct cgroup_namespace 104: ns=0:.ns_common user_ns=80:*user_namespace ucounts=88:*ucounts root_cset=96:*css_set
struct cgroup_root 6528: kf_root=0:*kernfs_root subsys_mask=8:4 hierarchy_id=12:4 root_list=16:.list_head
  rcu=32:.callback_head cgrp=64:.cgroup cgrp_ancestor_storage=2304:*cgroup nr_cgrps=2312:.~4 flags=2316:4
  release_agent_path=2320:1[4096] name=6416:1[64]
struct cgroup_rstat_base_cpu 128: bsync=0:.u64_stats_sync bstat=0:.cgroup_base_stat last_bstat=32:.cgroup_base_stat
  subtree_bstat=64:.cgroup_base_stat last_subtree_bstat=96:.cgroup_base_stat
struct cgroup_subsys 256: css_alloc=0:* css_online=8:* css_offline=16:* css_released=24:* css_free=32:* css_reset=40:*
  css_killed=48:* css_rstat_flush=56:* css_extra_stat_show=64:* css_local_stat_show=72:* can_attach=80:*
  cancel_attach=88:* attach=96:* can_fork=104:* cancel_fork=112:* fork=120:* exit=128:* release=136:* bind=144:*
  early_init=1216+1:1 implicit_on_dfl=1217+1:1 threaded=1218+1:1 id=156:4 name=160:* legacy_name=168:*
  root=176:*cgroup_root css_idr=184:.idr cfts=208:.list_head dfl_cftypes=224:*cftype legacy_cftypes=232:*cftype
  depends_on=240:4 rstat_ss_lock=244:.spinlock lhead=248:*llist_head
struct cgroup_subsys_state 208: cgroup=0:*cgroup ss=8:*cgroup_subsys refcnt=16:.percpu_ref rstat_cpu=32:*css_rstat_cpu
  sibling=40:.list_head children=56:.list_head id=72:4 flags=76:4 serial_nr=80:8 online_cnt=88:.~4
  destroy_work=96:.work_struct destroy_rwork=128:.rcu_work parent=184:*cgroup_subsys_state nr_descendants=192:4
  rstat_flush_next=200:*cgroup_subsys_state
struct class 96: name=0:* class_groups=8:* dev_groups=16:* dev_uevent=24:* devnode=32:* class_release=40:*
  dev_release=48:* shutdown_pre=56:* ns_type=64:*kobj_ns_type_operations namespace=72:* get_ownership=80:*
  pm=88:*dev_pm_ops
struct compact_control 288: freepages=0:.list_head[11] migratepages=176:.list_head nr_freepages=192:4
  nr_migratepages=196:4 free_pfn=200:8 migrate_pfn=208:8 fast_start_pfn=216:8 zone=224:*zone
  total_migrate_scanned=232:8 total_free_scanned=240:8 fast_search_fail=248:2 search_order=250:2 gfp_mask=252:4
  order=256:4 migratetype=260:4 alloc_flags=264:4 highest_zoneidx=268:4 mode=272:4 ignore_skip_hint=276:1
  no_set_skip_hint=277:1 ignore_block_suitable=278:1 direct_compaction=279:1 proactive_compaction=280:1
  whole_zone=281:1 contended=282:1 finish_pageblock=283:1 alloc_contig=284:1
struct compat_robust_list 4: next=0:4
struct compat_robust_list_head 12: list=0:.compat_robust_list futex_offset=4:4 list_op_pending=8:4
struct completion 32: done=0:4 wait=8:.swait_queue_head
struct core_state 56: nr_threads=0:.~4 dumper=8:.core_thread startup=24:.completion
struct core_thread 16: task=0:*task_struct next=8:*core_thread
struct cpu_itimer 16: expires=0:8 incr=8:8
struct cpu_rmap 16: refcount=0:.kref size=4:2 obj=8:* near=16:.~180[0]
struct cpu_stop_done 40: nr_todo=0:.~4 ret=4:4 completion=8:.completion
struct cpu_stop_work 48: list=0:.list_head fn=16:* caller=24:8 arg=32:* done=40:*cpu_stop_done
struct cpudl 48: lock=0:.raw_spinlock size=4:4 free_cpus=8:.cpumask[1] elements=40:*cpudl_item
struct cpudl_item 16: dl=0:8 cpu=8:4 idx=12:4
struct cpuidle_state 104: name=0:1[16] desc=16:1[32] exit_latency_ns=48:8 target_residency_ns=56:8 flags=64:4
  exit_latency=68:4 power_usage=72:4 target_residency=76:4 enter=80:* enter_dead=88:* enter_s2idle=96:*
struct cpumask 32: bits=0:8[4]
struct cpupri 4048: pri_to_cpu=0:.cpupri_vec[101] cpu_to_pri=4040:*
struct cpupri_vec 40: count=0:.~4 mask=8:.cpumask[1]
struct cred 184: usage=0:.~0 uid=8:.~11 gid=12:.~12 suid=16:.~11 sgid=20:.~12 euid=24:.~11 egid=28:.~12 fsuid=32:.~11
  fsgid=36:.~12 securebits=40:4 cap_inheritable=48:.~232 cap_permitted=56:.~232 cap_effective=64:.~232
  cap_bset=72:.~232 cap_ambient=80:.~232 jit_keyring=88:1 session_keyring=96:*key process_keyring=104:*key
  thread_keyring=112:*key request_key_auth=120:*key security=128:* user=136:*user_struct user_ns=144:*user_namespace
  ucounts=152:*ucounts group_info=160:*group_info =168:.~233
struct css_rstat_cpu 32: updated_children=0:*cgroup_subsys_state updated_next=8:*cgroup_subsys_state
  lnode=16:.llist_node owner=24:*cgroup_subsys_state
struct css_set 544: subsys=0:*cgroup_subsys_state[12] refcount=96:.refcount_struct dom_cset=104:*css_set
  dfl_cgrp=112:*cgroup nr_tasks=120:4 tasks=128:.list_head mg_tasks=144:.list_head dying_tasks=160:.list_head
  task_iters=176:.list_head e_cset_node=192:.list_head[12] threaded_csets=384:.list_head
  threaded_csets_node=400:.list_head hlist=416:.hlist_node cgrp_links=432:.list_head
  mg_src_preload_node=448:.list_head mg_dst_preload_node=464:.list_head mg_node=480:.list_head mg_src_cgrp=496:*cgroup
  mg_dst_cgrp=504:*cgroup mg_dst_cset=512:*css_set dead=520:1 callback_head=528:.callback_head
struct ctl_dir 96: header=0:.ctl_table_header root=88:.rb_root
struct ctl_node 32: node=0:.rb_node header=24:*ctl_table_header
struct ctl_table 56: procname=0:* data=8:* maxlen=16:4 mode=20:2 proc_handler=24:* poll=32:*ctl_table_poll extra1=40:*
  extra2=48:*
struct ctl_table_header 88: =0:.~132 unregistering=24:*completion ctl_table_arg=32:*ctl_table root=40:*ctl_table_root
  set=48:*ctl_table_set parent=56:*ctl_dir node=64:*ctl_node inodes=72:.hlist_head type=80:4
struct ctl_table_poll 32: event=0:.~4 wait=8:.wait_queue_head
struct ctl_table_root 128: default_set=0:.ctl_table_set lookup=104:* set_ownership=112:* permissions=120:*
struct ctl_table_set 104: is_seen=0:* dir=8:.ctl_dir
struct ctx_rq_wait 40: comp=0:.completion count=32:.~4
struct dcbnl_rtnl_ops 424: ieee_getets=0:* ieee_setets=8:* ieee_getmaxrate=16:* ieee_setmaxrate=24:* ieee_getqcn=32:*
  ieee_setqcn=40:* ieee_getqcnstats=48:* ieee_getpfc=56:* ieee_setpfc=64:* ieee_getapp=72:* ieee_setapp=80:*
  ieee_delapp=88:* ieee_peer_getets=96:* ieee_peer_getpfc=104:* getstate=112:* setstate=120:* getpermhwaddr=128:*
  setpgtccfgtx=136:* setpgbwgcfgtx=144:* setpgtccfgrx=152:* setpgbwgcfgrx=160:* getpgtccfgtx=168:* getpgbwgcfgtx=176:*
  getpgtccfgrx=184:* getpgbwgcfgrx=192:* setpfccfg=200:* getpfccfg=208:* setall=216:* getcap=224:* getnumtcs=232:*
  setnumtcs=240:* getpfcstate=248:* setpfcstate=256:* getbcncfg=264:* setbcncfg=272:* getbcnrp=280:* setbcnrp=288:*
  setapp=296:* getapp=304:* getfeatcfg=312:* setfeatcfg=320:* getdcbx=328:* setdcbx=336:* peer_getappinfo=344:*
  peer_getapptable=352:* cee_peer_getpg=360:* cee_peer_getpfc=368:* dcbnl_getbuffer=376:* dcbnl_setbuffer=384:*
  dcbnl_setapptrust=392:* dcbnl_getapptrust=400:* dcbnl_setrewr=408:* dcbnl_delrewr=416:*
struct deferred_split 32: split_queue_lock=0:.spinlock split_queue=8:.list_head split_queue_len=24:8
struct delayed_call 16: fn=0:* arg=8:*
struct delayed_work 88: work=0:.work_struct timer=32:.timer_list wq=72:*workqueue_struct cpu=80:4
struct dentry 192: d_flags=0:4 d_seq=4:.seqcount_spinlock d_hash=8:.hlist_bl_node d_parent=24:*dentry =32:.~80
  d_inode=48:*inode d_shortname=56:.shortname_store d_op=96:*dentry_operations d_sb=104:*super_block d_time=112:8
  d_fsdata=120:* d_lockref=128:.lockref =136:.~81 d_sib=152:.hlist_node d_children=168:.hlist_head d_u=176:.~82
struct dentry_operations 128: d_revalidate=0:* d_weak_revalidate=8:* d_hash=16:* d_compare=24:* d_delete=32:*
  d_init=40:* d_release=48:* d_prune=56:* d_iput=64:* d_dname=72:* d_automount=80:* d_manage=88:* d_real=96:*
  d_unalias_trylock=104:* d_unalias_unlock=112:*
struct desc_struct 8: limit0=0:2 base0=2:2 base1=32+8:2 type=40+4:2 s=44+1:2 dpl=45+2:2 p=47+1:2 limit1=48+4:2
  avl=52+1:2 l=53+1:2 d=54+1:2 g=55+1:2 base2=56+8:2
struct dev_archdata 0:
struct dev_ifalias 16: rcuhead=0:.callback_head ifalias=16:1[0]
struct dev_iommu 72: lock=0:.mutex fault_param=32:*iommu_fault_param fwspec=40:*iommu_fwspec
  iommu_dev=48:*iommu_device priv=56:* max_pasids=64:4 attach_deferred=544+1:4 pci_32bit_workaround=545+1:4
  require_direct=546+1:4 shadow_on_flush=547+1:4
struct dev_links_info 56: suppliers=0:.list_head consumers=16:.list_head defer_sync=32:.list_head status=48:4
struct dev_msi_info 16: domain=0:*irq_domain data=8:*msi_device_data
struct dev_pagemap 160: altmap=0:.vmem_altmap ref=56:.percpu_ref done=72:.completion type=104:4 flags=108:4
  vmemmap_shift=112:8 ops=120:*dev_pagemap_ops owner=128:* nr_range=136:4 =144:.~162
struct dev_pagemap_ops 24: page_free=0:* migrate_to_ram=8:* memory_failure=16:*
struct dev_pm_domain 232: ops=0:.dev_pm_ops start=184:* detach=192:* activate=200:* sync=208:* dismiss=216:*
  set_performance_state=224:*
struct dev_pm_info 264: power_state=0:.pm_message can_wakeup=32+1:1 async_suspend=33+1:1 in_dpm_list=34+1:1
  is_prepared=35+1:1 is_suspended=36+1:1 is_noirq_suspended=37+1:1 is_late_suspended=38+1:1 no_pm=39+1:1
  early_init=40+1:1 direct_complete=41+1:1 driver_flags=8:4 lock=12:.spinlock should_wakeup=128+1:1
  suspend_timer=24:.hrtimer timer_expires=88:8 work=96:.work_struct wait_queue=128:.wait_queue_head
  wakeirq=152:*wake_irq usage_count=160:.~4 child_count=164:.~4 disable_depth=1344+3:4 idle_notification=1347+1:1
  request_pending=1348+1:1 deferred_resume=1349+1:1 needs_force_resume=1350+1:1 runtime_auto=1351+1:1
  ignore_children=1352+1:1 no_callbacks=1353+1:1 irq_safe=1354+1:1 use_autosuspend=1355+1:1
  timer_autosuspends=1356+1:1 memalloc_noio=1357+1:1 links_count=172:4 request=176:4 runtime_status=180:4
  last_status=184:4 runtime_error=188:4 autosuspend_delay=192:4 last_busy=200:8 active_time=208:8 suspended_time=216:8
  accounting_timestamp=224:8 subsys_data=232:*pm_subsys_data set_latency_tolerance=240:* qos=248:*dev_pm_qos
  detach_power_off=2048+1:1
struct dev_pm_ops 184: prepare=0:* complete=8:* suspend=16:* resume=24:* freeze=32:* thaw=40:* poweroff=48:*
  restore=56:* suspend_late=64:* resume_early=72:* freeze_late=80:* thaw_early=88:* poweroff_late=96:*
  restore_early=104:* suspend_noirq=112:* resume_noirq=120:* freeze_noirq=128:* thaw_noirq=136:* poweroff_noirq=144:*
  restore_noirq=152:* runtime_suspend=160:* runtime_resume=168:* runtime_idle=176:*
struct dev_pm_qos 304: resume_latency=0:.pm_qos_constraints latency_tolerance=40:.pm_qos_constraints
  freq=80:.freq_constraints flags=256:.pm_qos_flags resume_latency_req=280:*dev_pm_qos_request
  latency_tolerance_req=288:*dev_pm_qos_request flags_req=296:*dev_pm_qos_request
struct dev_pm_qos_request 72: type=0:4 data=8:.~179 dev=64:*device
struct device 696: kobj=0:.kobject parent=64:*device p=72:*device_private init_name=80:* type=88:*device_type
  bus=96:*bus_type driver=104:*device_driver platform_data=112:* driver_data=120:* driver_override=128:.~50
  mutex=144:.mutex links=176:.dev_links_info power=232:.dev_pm_info pm_domain=496:*dev_pm_domain msi=504:.dev_msi_info
  dma_mask=520:* coherent_dma_mask=528:8 bus_dma_limit=536:8 dma_range_map=544:*bus_dma_region
  dma_parms=552:*device_dma_parameters dma_pools=560:.list_head dma_io_tlb_mem=576:*io_tlb_mem
  archdata=584:.dev_archdata of_node=584:*device_node fwnode=592:*fwnode_handle numa_node=600:4 devt=604:4 id=608:4
  devres_lock=612:.spinlock devres_head=616:.list_head class=632:*class groups=640:* release=648:*
  iommu_group=656:*iommu_group iommu=664:*dev_iommu physical_location=672:*device_physical_location removable=680:4
  offline_disabled=5472+1:1 offline=5473+1:1 of_node_reused=5474+1:1 state_synced=5475+1:1 can_match=5476+1:1
  dma_skip_sync=5477+1:1 dma_iommu=5478+1:1 flags=688:8[1]
struct device_attribute 32: attr=0:.attribute show=16:* store=24:*
struct device_dma_parameters 16: max_segment_size=0:4 min_align_mask=4:4 segment_boundary_mask=8:8
struct device_driver 144: name=0:* bus=8:*bus_type owner=16:*module mod_name=24:* suppress_bind_attrs=32:1
  probe_type=36:4 of_match_table=40:*of_device_id acpi_match_table=48:*acpi_device_id probe=56:* sync_state=64:*
  remove=72:* shutdown=80:* suspend=88:* resume=96:* groups=104:* dev_groups=112:* pm=120:*dev_pm_ops coredump=128:*
  p=136:*driver_private
struct device_link 800: supplier=0:*device s_node=8:.list_head consumer=24:*device c_node=32:.list_head
  link_dev=48:.device status=744:4 flags=748:4 rpm_active=752:.refcount_struct kref=756:.kref rm_work=760:.work_struct
  supplier_preactivated=792:1
struct device_node 144: name=0:* phandle=8:4 full_name=16:* fwnode=24:.fwnode_handle properties=88:*property
  deadprops=96:*property parent=104:*device_node child=112:*device_node sibling=120:*device_node _flags=128:8
  data=136:*
struct device_physical_location 16: panel=0:4 vertical_position=4:4 horizontal_position=8:4 dock=12:1 lid=13:1
struct device_private 216: klist_children=0:.klist knode_parent=40:.klist_node knode_driver=72:.klist_node
  knode_bus=104:.klist_node knode_class=136:.klist_node deferred_probe=168:.list_head async_driver=184:*device_driver
  deferred_probe_reason=192:* device=200:*device dead=1664+1:1
struct device_type 48: name=0:* groups=8:* uevent=16:* devnode=24:* release=32:* pm=40:*dev_pm_ops
struct devlink_port 288: list=0:.list_head region_list=16:.list_head devlink=32:* ops=40:*devlink_port_ops index=48:4
  type_lock=52:.spinlock type=56:4 desired_type=60:4 =64:.~38 attrs=96:.devlink_port_attrs attrs_set=1248+1:1
  switch_port=1249+1:1 registered=1250+1:1 initialized=1251+1:1 type_warn_dw=160:.delayed_work
  reporter_list=248:.list_head devlink_rate=264:*devlink_rate linecard=272:* rel_index=280:4
struct devlink_port_attrs 60: split=0+1:1 splittable=1+1:1 no_phys_port_name=2+1:1 lanes=4:4 flavour=8:4
  switch_id=12:.netdev_phys_item_id =48:.~42
struct devlink_port_ops 144: port_split=0:* port_unsplit=8:* port_type_set=16:* port_del=24:* port_fn_hw_addr_get=32:*
  port_fn_hw_addr_set=40:* port_fn_roce_get=48:* port_fn_roce_set=56:* port_fn_migratable_get=64:*
  port_fn_migratable_set=72:* port_fn_state_get=80:* port_fn_state_set=88:* port_fn_ipsec_crypto_get=96:*
  port_fn_ipsec_crypto_set=104:* port_fn_ipsec_packet_get=112:* port_fn_ipsec_packet_set=120:*
  port_fn_max_io_eqs_get=128:* port_fn_max_io_eqs_set=136:*
struct devlink_port_pci_pf_attrs 8: controller=0:4 pf=4:2 external=48+1:1
struct devlink_port_pci_sf_attrs 12: controller=0:4 sf=4:4 pf=8:2 external=80+1:1
struct devlink_port_pci_vf_attrs 12: controller=0:4 pf=4:2 vf=6:2 external=64+1:1
struct devlink_port_phys_attrs 8: port_number=0:4 split_subport_number=4:4
struct devlink_rate 120: list=0:.list_head type=16:4 devlink=24:* priv=32:* tx_share=40:8 tx_max=48:8
  parent=56:*devlink_rate =64:.~39 tx_priority=80:4 tx_weight=84:4 tc_bw=88:4[8]
struct dim_cq_moder 24: usec=0:2 pkts=2:2 comps=4:2 cq_period_mode=6:1 rcu=8:.callback_head
struct dim_irq_moder 40: profile_flags=0:1 coal_flags=1:1 dim_rx_mode=2:1 dim_tx_mode=3:1 rx_profile=8:*dim_cq_moder
  tx_profile=16:*dim_cq_moder rx_dim_work=24:* tx_dim_work=32:*
struct disk_events 176: node=0:.list_head disk=16:*gendisk lock=24:.spinlock block_mutex=32:.mutex block=64:4
  pending=68:4 clearing=72:4 poll_msecs=80:8 dwork=88:.delayed_work
struct disk_stats 152: nsecs=0:8[4] sectors=32:8[4] ios=64:8[4] merges=96:8[4] io_ticks=128:8 in_flight=136:.~27[2]
struct dl_bw 24: lock=0:.raw_spinlock bw=8:8 total_bw=16:8
struct dl_rq 104: root=0:.rb_root_cached dl_nr_running=16:4 earliest_dl=24:.~400 overloaded=40:1
  pushable_dl_tasks_root=48:.rb_root_cached running_bw=64:8 this_bw=72:8 extra_bw=80:8 max_bw=88:8 bw_ratio=96:8
struct dql 128: num_queued=0:4 adj_limit=4:4 last_obj_cnt=8:4 stall_thrs=12:2 history_head=16:8 history=24:8[4]
  limit=64:4 num_completed=68:4 prev_ovlimit=72:4 prev_num_queued=76:4 prev_last_obj_cnt=80:4 lowest_slack=84:4
  slack_start_time=88:8 max_limit=96:4 min_limit=100:4 slack_hold_time=104:4 stall_max=108:2 last_reap=112:8
  stall_cnt=120:8
struct dquot_operations 88: write_dquot=0:* alloc_dquot=8:* destroy_dquot=16:* acquire_dquot=24:* release_dquot=32:*
  mark_dirty=40:* write_info=48:* get_reserved_space=56:* get_projid=64:* get_inode_usage=72:* get_next_id=80:*
struct driver_private 152: kobj=0:.kobject klist_devices=64:.klist knode_bus=104:.klist_node mkobj=136:*module_kobject
  driver=144:*device_driver
struct dst_entry 136: =0:.~239 ops=8:*dst_ops _metrics=16:8 expires=24:8 xfrm=32:*xfrm_state input=40:* output=48:*
  flags=56:2 obsolete=58:2 header_len=60:2 trailer_len=62:2 __rcuref=64:.~118 __use=68:4 lastuse=72:8
  callback_head=80:.callback_head error=96:2 __pad=98:2 tclassid=100:4 dev_tracker=104:.~25 rt_uncached=104:.list_head
  rt_uncached_list=120:*uncached_list lwtstate=128:*lwtunnel_state
struct dst_metrics 72: metrics=0:4[17] refcnt=68:.refcount_struct
struct dst_ops 192: family=0:2 gc_thresh=4:4 gc=8:* check=16:* default_advmss=24:* mtu=32:* cow_metrics=40:*
  destroy=48:* ifdown=56:* negative_advice=64:* link_failure=72:* update_pmtu=80:* redirect=88:* local_out=96:*
  neigh_lookup=104:* confirm_neigh=112:* kmem_cachep=120:*kmem_cache pcpuc_entries=128:.percpu_counter
struct eee_config 8: tx_lpi_timer=0:4 tx_lpi_enabled=4:1 eee_enabled=5:1
struct elevator_mq_ops 192: init_sched=0:* exit_sched=8:* init_hctx=16:* exit_hctx=24:* depth_updated=32:*
  alloc_sched_data=40:* free_sched_data=48:* allow_merge=56:* bio_merge=64:* request_merge=72:* request_merged=80:*
  requests_merged=88:* limit_depth=96:* prepare_request=104:* finish_request=112:* insert_requests=120:*
  dispatch_request=128:* has_work=136:* completed_request=144:* requeue_request=152:* former_request=160:*
  next_request=168:* init_icq=176:* exit_icq=184:*
struct elevator_queue 640: type=0:*elevator_type et=8:*elevator_tags elevator_data=16:* kobj=24:.kobject
  sysfs_lock=88:.mutex flags=120:8 hash=128:.hlist_head[64]
struct elevator_tags 8: nr_hw_queues=0:4 nr_requests=4:4 tags=8:*blk_mq_tags[0]
struct elevator_type 304: icq_cache=0:*kmem_cache ops=8:.elevator_mq_ops icq_size=200:8 icq_align=208:8
  elevator_attrs=216:*elv_fs_entry elevator_name=224:* elevator_alias=232:* elevator_owner=240:*module
  queue_debugfs_attrs=248:*blk_mq_debugfs_attr hctx_debugfs_attrs=256:*blk_mq_debugfs_attr icq_cache_name=264:1[22]
  list=288:.list_head
struct elf64_sym 24: st_name=0:4 st_info=4:1 st_other=5:1 st_shndx=6:2 st_value=8:8 st_size=16:8
struct elv_fs_entry 32: attr=0:.attribute show=16:* store=24:*
struct em_perf_domain 32: em_table=0:*em_perf_table nr_perf_states=8:4 min_perf_state=12:4 max_perf_state=16:4
  flags=24:8 cpus=32:8[0]
struct em_perf_state 40: performance=0:8 frequency=8:8 power=16:8 cost=24:8 flags=32:8
struct em_perf_table 24: rcu=0:.callback_head kref=16:.kref state=24:.em_perf_state[0]
struct ethtool_netdev_state 56: rss_ctx=0:.xarray rss_lock=16:.mutex wol_enabled=384+1:4
  module_fw_flash_in_progress=385+1:4
struct ethtool_ops 656: supported_input_xfrm=0+8:4 cap_link_lanes_supported=8+1:4 rxfh_per_ctx_fields=9+1:4
  rxfh_per_ctx_key=10+1:4 cap_rss_rxnfc_adds=11+1:4 rxfh_indir_space=4:4 rxfh_key_space=8:2 rxfh_priv_size=10:2
  rxfh_max_num_contexts=12:4 supported_coalesce_params=16:4 supported_ring_params=20:4
  supported_hwtstamp_qualifiers=24:4 get_drvinfo=32:* get_regs_len=40:* get_regs=48:* get_wol=56:* set_wol=64:*
  get_msglevel=72:* set_msglevel=80:* nway_reset=88:* get_link=96:* get_link_ext_state=104:* get_link_ext_stats=112:*
  get_eeprom_len=120:* get_eeprom=128:* set_eeprom=136:* get_coalesce=144:* set_coalesce=152:* get_ringparam=160:*
  set_ringparam=168:* get_pause_stats=176:* get_pauseparam=184:* set_pauseparam=192:* self_test=200:*
  get_strings=208:* set_phys_id=216:* get_ethtool_stats=224:* begin=232:* complete=240:* get_priv_flags=248:*
  set_priv_flags=256:* get_sset_count=264:* get_rxnfc=272:* set_rxnfc=280:* flash_device=288:* reset=296:*
  get_rx_ring_count=304:* get_rxfh_key_size=312:* get_rxfh_indir_size=320:* get_rxfh=328:* set_rxfh=336:*
  get_rxfh_fields=344:* set_rxfh_fields=352:* create_rxfh_context=360:* modify_rxfh_context=368:*
  remove_rxfh_context=376:* get_channels=384:* set_channels=392:* get_dump_flag=400:* get_dump_data=408:*
  set_dump=416:* get_ts_info=424:* get_ts_stats=432:* get_module_info=440:* get_module_eeprom=448:* get_eee=456:*
  set_eee=464:* get_tunable=472:* set_tunable=480:* get_per_queue_coalesce=488:* set_per_queue_coalesce=496:*
  get_link_ksettings=504:* set_link_ksettings=512:* get_fec_stats=520:* get_fecparam=528:* set_fecparam=536:*
  get_ethtool_phy_stats=544:* get_phy_tunable=552:* set_phy_tunable=560:* get_module_eeprom_by_page=568:*
  set_module_eeprom_by_page=576:* get_eth_phy_stats=584:* get_eth_mac_stats=592:* get_eth_ctrl_stats=600:*
  get_rmon_stats=608:* get_module_power_mode=616:* set_module_power_mode=624:* get_mm=632:* set_mm=640:*
  get_mm_stats=648:*
struct event_filter 16: prog=0:*prog_entry filter_string=8:*
struct eventfd_ctx 48: kref=0:.kref wqh=8:.wait_queue_head count=32:8 flags=40:4 id=44:4
struct exception_table_entry 12: insn=0:4 fixup=4:4 data=8:4
struct export_operations 96: encode_fh=0:* fh_to_dentry=8:* fh_to_parent=16:* get_name=24:* get_parent=32:*
  commit_metadata=40:* get_uuid=48:* map_blocks=56:* commit_blocks=64:* permission=72:* open=80:* flags=88:8
struct fanotify_group_private_data 152: merge_hash=0:*hlist_head access_list=8:.list_head
  access_waitq=24:.wait_queue_head flags=48:4 f_flags=52:4 ucounts=56:*ucounts error_events_pool=64:.mempool
  perm_grp_list=136:.list_head
struct fastopen_queue 40: rskq_rst_head=0:*request_sock rskq_rst_tail=8:*request_sock lock=16:.spinlock qlen=20:4
  max_qlen=24:4 ctx=32:*tcp_fastopen_context
struct fasync_struct 48: fa_lock=0:.~13 magic=8:4 fa_fd=12:4 fa_next=16:*fasync_struct fa_file=24:*file
  fa_rcu=32:.callback_head
struct fdtable 56: max_fds=0:4 fd=8:* close_on_exec=16:* open_fds=24:* full_fds_bits=32:* rcu=40:.callback_head
struct fib6_info 200: fib6_table=0:*fib6_table fib6_next=8:*fib6_info fib6_node=16:*fib6_node =24:.~209
  fib6_nsiblings=40:4 fib6_ref=44:.refcount_struct expires=48:8 gc_link=56:.hlist_node fib6_metrics=72:*dst_metrics
  fib6_dst=80:.rt6key fib6_flags=100:4 fib6_src=104:.rt6key fib6_prefsrc=124:.rt6key fib6_metric=144:4
  fib6_protocol=148:1 fib6_type=149:1 offload=150:1 trap=151:1 offload_failed=152:1 should_flush=1224+1:1
  dst_nocount=1225+1:1 dst_nopolicy=1226+1:1 fib6_destroying=1227+1:1 unused=1228+4:1 purge_link=160:.list_head
  rcu=176:.callback_head nh=192:*nexthop fib6_nh=200:.fib6_nh[0]
struct fib6_nh 96: nh_common=0:.fib_nh_common last_probe=72:8 rt6i_pcpu=80:*
  rt6i_exception_bucket=88:*rt6_exception_bucket
struct fib6_node 72: parent=0:*fib6_node left=8:*fib6_node right=16:*fib6_node subtree=24:*fib6_node
  leaf=32:*fib6_info fn_bit=40:2 fn_flags=42:2 fn_sernum=44:4 rr_ptr=48:*fib6_info rcu=56:.callback_head
struct fib6_table 136: tb6_hlist=0:.hlist_node tb6_id=16:4 tb6_lock=20:.spinlock tb6_root=24:.fib6_node
  tb6_peers=96:.inet_peer_base flags=120:4 fib_seq=124:4 tb6_gc_hlist=128:.hlist_head
struct fib_info 128: fib_hash=0:.hlist_node fib_lhash=16:.hlist_node nh_list=32:.list_head fib_net=48:*net
  fib_treeref=56:.refcount_struct fib_clntref=60:.refcount_struct fib_flags=64:4 fib_dead=68:1 fib_protocol=69:1
  fib_scope=70:1 fib_type=71:1 fib_prefsrc=72:4 fib_tb_id=76:4 fib_priority=80:4 fib_metrics=88:*dst_metrics
  fib_nhs=96:4 fib_nh_is_v6=100:1 nh_updated=101:1 pfsrc_removed=102:1 nh=104:*nexthop rcu=112:.callback_head
  fib_nh=128:.fib_nh[0]
struct fib_nh 112: nh_common=0:.fib_nh_common nh_hash=72:.hlist_node nh_parent=88:*fib_info nh_tclassid=96:4
  nh_saddr=100:4 nh_saddr_genid=104:4
struct fib_nh_common 72: nhc_dev=0:*net_device nhc_dev_tracker=8:.~25 nhc_oif=8:4 nhc_scope=12:1 nhc_family=13:1
  nhc_gw_family=14:1 nhc_flags=15:1 nhc_lwtstate=16:*lwtunnel_state nhc_gw=24:.~210 nhc_weight=40:4
  nhc_upper_bound=44:.~4 nhc_pcpu_rth_output=48:* nhc_rth_input=56:*rtable nhc_exceptions=64:*fnhe_hash_bucket
struct fib_nh_exception 80: fnhe_next=0:*fib_nh_exception fnhe_genid=8:4 fnhe_daddr=12:4 fnhe_pmtu=16:4
  fnhe_mtu_locked=20:1 fnhe_gw=24:4 fnhe_expires=32:8 fnhe_rth_input=40:*rtable fnhe_rth_output=48:*rtable
  fnhe_stamp=56:8 rcu=64:.callback_head
struct fib_notifier_ops 64: family=0:4 list=8:.list_head fib_seq_read=24:* fib_dump=32:* owner=40:*module
  rcu=48:.callback_head
struct fib_rules_ops 176: family=0:4 list=8:.list_head rule_size=24:4 addr_size=28:4 unresolved_rules=32:4
  nr_goto_rules=36:4 fib_rules_seq=40:4 action=48:* suppress=56:* match=64:* configure=72:* delete=80:* compare=88:*
  fill=96:* nlmsg_payload=104:* flush_cache=112:* nlgroup=120:4 rules_list=128:.list_head owner=144:*module
  fro_net=152:*net rcu=160:.callback_head
struct fib_table 48: tb_hlist=0:.hlist_node tb_id=16:4 tb_num_default=20:4 rcu=24:.callback_head tb_data=40:*
  __data=48:8[0]
struct file 184: f_lock=0:.spinlock f_mode=4:4 f_op=8:*file_operations f_mapping=16:*address_space private_data=24:*
  f_inode=32:*inode f_flags=40:4 f_iocb_flags=44:4 f_cred=48:*cred f_owner=56:*fown_struct =64:.~127 =80:.~128
  f_pos=112:8 f_security=120:* f_wb_err=128:4 f_sb_err=132:4 f_ep=136:*hlist_head =144:.~129 f_ref=176:.~130
struct file_lock_context 56: flc_lock=0:.spinlock flc_flock=8:.list_head flc_posix=24:.list_head
  flc_lease=40:.list_head
struct file_operations 272: owner=0:*module fop_flags=8:4 llseek=16:* read=24:* write=32:* read_iter=40:*
  write_iter=48:* iopoll=56:* iterate_shared=64:* poll=72:* unlocked_ioctl=80:* compat_ioctl=88:* mmap=96:* open=104:*
  flush=112:* release=120:* fsync=128:* fasync=136:* lock=144:* get_unmapped_area=152:* check_flags=160:* flock=168:*
  splice_write=176:* splice_read=184:* splice_eof=192:* setlease=200:* fallocate=208:* show_fdinfo=216:*
  copy_file_range=224:* remap_file_range=232:* fadvise=240:* uring_cmd=248:* uring_cmd_iopoll=256:* mmap_prepare=264:*
struct file_ra_state 32: start=0:8 size=8:4 async_size=12:4 ra_pages=16:4 order=20:2 mmap_miss=22:2 prev_pos=24:8
struct file_system_type 72: name=0:* fs_flags=8:4 init_fs_context=16:* parameters=24:*fs_parameter_spec mount=32:*
  kill_sb=40:* owner=48:*module next=56:*file_system_type fs_supers=64:.hlist_head s_lock_key=72:.lock_class_key
  s_umount_key=72:.lock_class_key s_vfs_rename_key=72:.lock_class_key s_writers_key=72:.lock_class_key[3]
  i_lock_key=72:.lock_class_key i_mutex_key=72:.lock_class_key invalidate_lock_key=72:.lock_class_key
  i_mutex_dir_key=72:.lock_class_key
struct filename 32: name=0:* uptr=8:* refcnt=16:.~4 aname=24:*audit_names iname=32:1[0]
struct files_struct 704: count=0:.~4 resize_in_progress=4:1 resize_wait=8:.wait_queue_head fdt=32:*fdtable
  fdtab=40:.fdtable file_lock=128:.spinlock next_fd=132:4 close_on_exec_init=136:8[1] open_fds_init=144:8[1]
  full_fds_bits_init=152:8[1] fd_array=160:*file[64]
struct filter_pred 64: regex=0:*regex mask=8:*cpumask ops=16:* field=24:*ftrace_event_field val=32:8 val2=40:8
  fn_num=48:4 offset=52:4 not=56:4 op=60:4
struct flowi 88: u=0:.~262
struct flowi4 56: __fl_common=0:.flowi_common saddr=40:4 daddr=44:4 uli=48:.flowi_uli
struct flowi6 88: __fl_common=0:.flowi_common daddr=40:.in6_addr saddr=56:.in6_addr flowlabel=72:4 uli=76:.flowi_uli
  mp_hash=80:4
struct flowi_common 40: flowic_oif=0:4 flowic_iif=4:4 flowic_l3mdev=8:4 flowic_mark=12:4 flowic_dscp=16:1
  flowic_scope=17:1 flowic_proto=18:1 flowic_flags=19:1 flowic_secid=20:4 flowic_uid=24:.~11
  flowic_multipath_hash=28:4 flowic_tun_key=32:.flowi_tunnel
struct flowi_tunnel 8: tun_id=0:8
struct fnhe_hash_bucket 8: chain=0:*fib_nh_exception
struct folio 256: =0:.~146 =64:.~147 =128:.~148 =192:.~149
struct folio_batch 256: nr=0:1 i=1:1 percpu_pvec_drained=2:1 folios=8:*folio[31]
struct folio_queue 328: vec=0:.folio_batch orders=256:1[31] next=288:*folio_queue prev=296:*folio_queue marks=304:8
  marks2=312:8 rreq_id=320:4 debug_id=324:4
struct fown_struct 40: file=0:*file lock=8:.~13 pid=16:*pid pid_type=24:4 uid=28:.~11 euid=32:.~11 signum=36:4
struct fprop_global 48: events=0:.percpu_counter period=40:4 sequence=44:.seqcount
struct fprop_local_percpu 48: events=0:.percpu_counter period=40:4 lock=44:.raw_spinlock
struct fqdir 320: high_thresh=0:8 low_thresh=8:8 timeout=16:4 max_dist=20:4 f=24:*inet_frags net=32:*net dead=40:1
  rhashtable=64:.rhashtable mem=256:.~0 destroy_work=264:.work_struct free_list=296:.llist_node
struct fred_cs 8: cs=0+16:8 sl=16+2:8 wfe=18+1:8
struct fred_ss 8: ss=0+16:8 sti=16+1:8 swevent=17+1:8 nmi=18+1:8 vector=32+8:8 type=48+4:8 enclave=56+1:8 lm=57+1:8
  nested=58+1:8 insnlen=60+4:8
struct free_area 128: free_list=0:.list_head[5] nr_free=80:8 nr_unreported=88:8[5]
struct freq_constraints 176: min_freq=0:.pm_qos_constraints min_freq_notifiers=40:.blocking_notifier_head
  max_freq=88:.pm_qos_constraints max_freq_notifiers=128:.blocking_notifier_head
struct freq_qos_request 56: type=0:4 pnode=8:.plist_node qos=48:*freq_constraints
struct fs_parameter_spec 32: name=0:* type=8:* opt=16:1 flags=18:2 data=24:*
struct fs_pin 72: wait=0:.wait_queue_head done=24:4 s_list=32:.hlist_node m_list=48:.hlist_node kill=64:*
struct fs_struct 56: users=0:4 seq=4:.~114 umask=12:4 in_exec=16:4 root=24:.path pwd=40:.path
struct fscrypt_keyring 1032: lock=0:.spinlock key_hashtable=8:.hlist_head[128]
struct fscrypt_operations 72: inode_info_offs=0:8 needs_bounce_pages=64+1:4 has_32bit_inodes=65+1:4
  supports_subblock_data_units=66+1:4 legacy_key_prefix=16:* get_context=24:* set_context=32:* get_dummy_policy=40:*
  empty_dir=48:* has_stable_inodes=56:* get_devices=64:*
struct fsnotify_event 16: list=0:.list_head
struct fsnotify_group 320: ops=0:*fsnotify_ops refcnt=8:.refcount_struct notification_lock=12:.spinlock
  notification_list=16:.list_head notification_waitq=32:.wait_queue_head q_len=56:4 max_events=60:4 priority=64:4
  shutdown=68:1 flags=72:4 owner_flags=76:4 mark_mutex=80:.mutex user_waits=112:.~4 marks_list=120:.list_head
  fsn_fa=136:*fasync_struct overflow_event=144:*fsnotify_event memcg=152:*mem_cgroup user_ns=160:*user_namespace
  =168:.~360
struct fsnotify_mark 72: mask=0:4 refcnt=4:.refcount_struct group=8:*fsnotify_group g_list=16:.list_head
  lock=32:.spinlock obj_list=40:.hlist_node connector=56:*fsnotify_mark_connector ignore_mask=64:4 flags=68:4
struct fsnotify_mark_connector 24: lock=0:.spinlock type=4:1 prio=5:1 flags=6:2 =8:.~74 list=16:.hlist_head
struct fsnotify_ops 48: handle_event=0:* handle_inode_event=8:* free_group_priv=16:* freeing_mark=24:* free_event=32:*
  free_mark=40:*
struct fsnotify_sb_info 32: sb_marks=0:*fsnotify_mark_connector watched_objects=8:.~0[3]
struct ftrace_event_field 56: link=0:.list_head name=16:* type=24:* filter_type=32:4 offset=36:4 size=40:4
  is_signed=352+1:4 needs_test=353+1:4 len=48:4
struct ftrace_hash 48: size_bits=0:8 buckets=8:*hlist_head count=16:8 flags=24:8 rcu=32:.callback_head
struct ftrace_ops 216: func=0:* next=8:*ftrace_ops flags=16:8 private=24:* saved_func=32:*
  local_hash=40:.ftrace_ops_hash func_hash=88:*ftrace_ops_hash old_hash=96:.ftrace_ops_hash trampoline=144:8
  trampoline_size=152:8 list=160:.list_head subop_list=176:.list_head ops_func=192:* managed=200:*ftrace_ops
  direct_call=208:8
struct ftrace_ops_hash 48: notrace_hash=0:*ftrace_hash filter_hash=8:*ftrace_hash regex_lock=16:.mutex
struct futex_hash_bucket 64: waiters=0:.~4 lock=4:.spinlock chain=8:.plist_head priv=24:*futex_private_hash
struct futex_pi_state 88: list=0:.list_head pi_mutex=16:.rt_mutex_base owner=48:*task_struct
  refcount=56:.refcount_struct key=64:.futex_key
struct futex_private_hash 64: state=0:4 hash_mask=4:4 rcu=8:.callback_head mm=24:* custom=32:1
  queues=64:.futex_hash_bucket[0]
struct fwnode_handle 64: secondary=0:*fwnode_handle ops=8:*fwnode_operations dev=16:*device suppliers=24:.list_head
  consumers=40:.list_head flags=56:8
struct fwnode_operations 184: get=0:* put=8:* device_is_available=16:* device_get_match_data=24:*
  device_dma_supported=32:* device_get_dma_attr=40:* property_present=48:* property_read_bool=56:*
  property_read_int_array=64:* property_read_string_array=72:* get_name=80:* get_name_prefix=88:* get_parent=96:*
  get_next_child_node=104:* get_named_child_node=112:* get_reference_args=120:* graph_get_next_endpoint=128:*
  graph_get_remote_endpoint=136:* graph_get_port_parent=144:* graph_parse_endpoint=152:* iomap=160:* irq_get=168:*
  add_links=176:*
struct gendisk 568: major=0:4 first_minor=4:4 minors=8:4 disk_name=12:1[32] events=44:2 event_flags=46:2
  part_tbl=48:.xarray part0=64:*block_device fops=72:*block_device_operations queue=80:*request_queue
  private_data=88:* bio_split=96:.bio_set flags=344:4 state=352:8 open_mutex=360:.mutex open_partitions=392:4
  bdi=400:*backing_dev_info queue_kobj=408:.kobject slave_dir=472:*kobject random=480:*timer_rand_state
  ev=488:*disk_events node_id=496:4 bb=504:*badblocks lockdep_map=512:.lockdep_map diskseq=512:8 open_mode=520:4
  ia_ranges=528:*blk_independent_access_ranges rqos_state_mutex=536:.mutex
struct gnet_stats_basic_sync 16: bytes=0:.~46 packets=8:.~46 syncp=16:.u64_stats_sync
struct gnet_stats_queue 20: qlen=0:4 backlog=4:4 drops=8:4 requeues=12:4 overlimits=16:4
struct gro_list 24: list=0:.list_head count=16:4
struct gro_node 224: bitmask=0:8 hash=8:.gro_list[8] rx_list=200:.list_head rx_count=216:4 cached_napi_id=220:4
struct group_info 8: usage=0:.refcount_struct ngroups=4:4 gid=8:.~12[0]
struct header_ops 48: create=0:* parse=8:* cache=16:* cache_update=24:* validate=32:* parse_protocol=40:*
struct hlist_bl_head 8: first=0:*hlist_bl_node
struct hlist_bl_node 16: next=0:*hlist_bl_node pprev=8:*
struct hlist_head 8: first=0:*hlist_node
struct hlist_node 16: next=0:*hlist_node pprev=8:*
struct hlist_nulls_head 8: first=0:*hlist_nulls_node
struct hlist_nulls_node 16: next=0:*hlist_nulls_node pprev=8:*
struct hprobe 16: state=0:4 srcu_idx=4:4 uprobe=8:*uprobe
struct hrtimer 64: node=0:.timerqueue_node _softexpires=32:8 function=40:* base=48:*hrtimer_clock_base state=56:1
  is_rel=57:1 is_soft=58:1 is_hard=59:1
struct hrtimer_clock_base 64: cpu_base=0:*hrtimer_cpu_base index=8:4 clockid=12:4 seq=16:.seqcount_raw_spinlock
  running=24:*hrtimer active=32:.timerqueue_head offset=48:8
struct hrtimer_cpu_base 640: lock=0:.raw_spinlock cpu=4:4 active_bases=8:4 clock_was_set_seq=12:4 hres_active=128+1:4
  in_hrtirq=129+1:4 hang_detected=130+1:4 softirq_activated=131+1:4 online=132+1:4 nr_events=20:4 nr_retries=24:2
  nr_hangs=26:2 max_hang_time=28:4 expires_next=32:8 next_timer=40:*hrtimer softirq_expires_next=48:8
  softirq_next_timer=56:*hrtimer clock_base=64:.hrtimer_clock_base[8] csd=576:.__call_single_data
struct hw_perf_event 208: =0:.~304 target=112:*task_struct addr_filters=120:* addr_filters_gen=128:8 state=136:4
  prev_count=144:.~47 sample_period=152:8 =160:.~305 interrupts_seq=176:8 interrupts=184:8 freq_time_stamp=192:8
  freq_count_stamp=200:8
struct hw_perf_event_extra 24: config=0:8 reg=8:4 alloc=12:4 idx=16:4
struct hwtstamp_provider 40: callback_head=0:.callback_head source=16:4 phydev=24:*phy_device
  desc=32:.hwtstamp_provider_desc
struct hwtstamp_provider_desc 8: index=0:4 qualifier=4:4
struct icmp_mib 240: mibs=0:8[30]
struct icmpmsg_mib 4096: mibs=0:.~0[512]
struct icmpv6_mib 56: mibs=0:8[7]
struct icmpv6_mib_device 56: mibs=0:.~0[7]
struct icmpv6msg_mib 4096: mibs=0:.~0[512]
struct icmpv6msg_mib_device 4096: mibs=0:.~0[512]
struct ida 16: xa=0:.xarray
struct idr 24: idr_rt=0:.xarray idr_base=16:4 idr_next=20:4
struct ifacaddr6 88: aca_addr=0:.in6_addr aca_rt=16:*fib6_info aca_next=24:*ifacaddr6 aca_addr_lst=32:.hlist_node
  aca_users=48:4 aca_refcnt=52:.refcount_struct aca_cstamp=56:8 aca_tstamp=64:8 rcu=72:.callback_head
struct ifmcaddr6 208: mca_addr=0:.in6_addr idev=16:*inet6_dev next=24:*ifmcaddr6 mca_sources=32:*ip6_sf_list
  mca_tomb=40:*ip6_sf_list mca_sfmode=48:4 mca_crcount=52:1 mca_sfcount=56:8[2] mca_work=72:.delayed_work
  mca_flags=160:4 mca_users=164:4 mca_refcnt=168:.refcount_struct mca_cstamp=176:8 mca_tstamp=184:8
  rcu=192:.callback_head
struct in6_addr 16: in6_u=0:.~19
struct in6_pktinfo 20: ipi6_addr=0:.in6_addr ipi6_ifindex=16:4
struct in_addr 4: s_addr=0:4
struct in_device 360: dev=0:*net_device dev_tracker=8:.~25 refcnt=8:.refcount_struct dead=12:4 ifa_list=16:*in_ifaddr
  mc_list=24:*ip_mc_list mc_hash=32:* mc_count=40:4 mc_tomb_lock=44:.spinlock mc_tomb=48:*ip_mc_list mr_v1_seen=56:8
  mr_v2_seen=64:8 mr_qi=72:8 mr_qri=80:8 mr_qrv=88:1 mr_gq_running=89:1 mr_maxdelay=92:4 mr_ifc_count=96:4
  mr_gq_timer=104:.timer_list mr_ifc_timer=144:.timer_list arp_parms=184:*neigh_parms cnf=192:.ipv4_devconf
  callback_head=344:.callback_head
struct in_ifaddr 120: addr_lst=0:.hlist_node ifa_next=16:*in_ifaddr ifa_dev=24:*in_device
  callback_head=32:.callback_head ifa_local=48:4 ifa_address=52:4 ifa_mask=56:4 ifa_rt_priority=60:4
  ifa_broadcast=64:4 ifa_scope=68:1 ifa_prefixlen=69:1 ifa_proto=70:1 ifa_flags=72:4 ifa_label=76:1[16]
  ifa_valid_lft=92:4 ifa_preferred_lft=96:4 ifa_cstamp=104:8 ifa_tstamp=112:8
struct inet6_cork 16: opt=0:*ipv6_txoptions hop_limit=8:1 tclass=9:1 dontfrag=80+1:1
struct inet6_dev 1056: dev=0:*net_device dev_tracker=8:.~25 addr_list=8:.list_head mc_list=24:*ifmcaddr6
  mc_tomb=32:*ifmcaddr6 mc_qrv=40:1 mc_gq_running=41:1 mc_ifc_count=42:1 mc_dad_count=43:1 mc_v1_seen=48:8 mc_qi=56:8
  mc_qri=64:8 mc_maxdelay=72:8 mc_gq_work=80:.delayed_work mc_ifc_work=168:.delayed_work mc_dad_work=256:.delayed_work
  mc_query_work=344:.delayed_work mc_report_work=432:.delayed_work mc_query_queue=520:.sk_buff_head
  mc_report_queue=544:.sk_buff_head mc_query_lock=568:.spinlock mc_report_lock=572:.spinlock mc_lock=576:.mutex
  ac_list=608:*ifacaddr6 lock=616:.~13 refcnt=624:.refcount_struct if_flags=628:4 dead=632:4 desync_factor=636:4
  tempaddr_list=640:.list_head token=656:.in6_addr nd_parms=672:*neigh_parms cnf=680:.ipv6_devconf
  stats=944:.ipv6_devstat rs_timer=976:.timer_list rs_interval=1016:4 rs_probes=1020:1 tstamp=1024:8
  rcu=1032:.callback_head ra_mtu=1048:4
struct inet_bind2_bucket 80: ib_net=0:.~36 l3mdev=8:4 port=12:2 addr_type=14:2 v6_rcv_saddr=16:.in6_addr
  node=32:.hlist_node bhash_node=48:.hlist_node owners=64:.hlist_head fastreuse=72:1 fastreuseport=73:1
struct inet_bind_bucket 88: ib_net=0:.~36 l3mdev=8:4 port=12:2 fastreuse=14:1 fastreuseport=15:1 fastuid=16:.~11
  fast_v6_rcv_saddr=20:.in6_addr fast_rcv_saddr=36:4 fast_sk_family=40:2 fast_ipv6_only=42:1 node=48:.hlist_node
  bhash2=64:.hlist_head rcu=72:.callback_head
struct inet_bind_hashbucket 16: lock=0:.spinlock chain=8:.hlist_head
struct inet_connection_sock 1400: icsk_inet=0:.inet_sock icsk_accept_queue=1016:.request_sock_queue
  icsk_bind_hash=1088:*inet_bind_bucket icsk_bind2_hash=1096:*inet_bind2_bucket icsk_retransmit_timer=1104:.timer_list
  icsk_delack_timer=1144:.timer_list icsk_rto=1184:4 icsk_rto_min=1188:4 icsk_rto_max=1192:4 icsk_delack_max=1196:4
  icsk_pmtu_cookie=1200:4 icsk_ca_ops=1208:*tcp_congestion_ops icsk_af_ops=1216:*inet_connection_sock_af_ops
  icsk_ulp_ops=1224:*tcp_ulp_ops icsk_ulp_data=1232:* icsk_sync_mss=1240:* icsk_ca_state=9984+5:1
  icsk_ca_initialized=9989+1:1 icsk_ca_setsockopt=9990+1:1 icsk_ca_dst_locked=9991+1:1 icsk_retransmits=1249:1
  icsk_pending=1250:1 icsk_backoff=1251:1 icsk_syn_retries=1252:1 icsk_probes_out=1253:1 icsk_ext_hdr_len=1254:2
  icsk_ack=1256:.~260 icsk_mtup=1272:.~261 icsk_probes_tstamp=1288:4 icsk_user_timeout=1292:4 icsk_ca_priv=1296:8[13]
struct inet_connection_sock_af_ops 80: queue_xmit=0:* send_check=8:* rebuild_header=16:* sk_rx_dst_set=24:*
  conn_request=32:* syn_recv_sock=40:* net_header_len=48:2 setsockopt=56:* getsockopt=64:* mtu_reduced=72:*
struct inet_cork 64: flags=0:4 addr=4:4 opt=8:*ip_options fragsize=16:4 length=20:4 dst=24:*dst_entry tx_flags=32:1
  ttl=33:1 tos=34:2 priority=36:4 gso_size=40:2 ts_opt_id=44:4 transmit_time=48:8 mark=56:4
struct inet_cork_full 152: base=0:.inet_cork fl=64:.flowi
struct inet_ehash_bucket 8: chain=0:.hlist_nulls_head
struct inet_frags 128: qsize=0:4 constructor=8:* destructor=16:* frag_expire=24:* frags_cachep=32:*kmem_cache
  frags_cache_name=40:* rhash_params=48:.rhashtable_params refcnt=88:.refcount_struct completion=96:.completion
struct inet_hashinfo 128: ehash=0:*inet_ehash_bucket ehash_locks=8:*spinlock ehash_mask=16:4 ehash_locks_mask=20:4
  bind_bucket_cachep=24:*kmem_cache bhash=32:*inet_bind_hashbucket bind2_bucket_cachep=40:*kmem_cache
  bhash2=48:*inet_bind_hashbucket bhash_size=56:4 lhash2_mask=60:4 lhash2=64:*inet_listen_hashbucket pernet=72:1
struct inet_listen_hashbucket 16: lock=0:.spinlock nulls_head=8:.hlist_nulls_head
struct inet_peer_base 24: rb_root=0:.rb_root lock=8:.~114 total=16:4
struct inet_request_sock 256: req=0:.request_sock snd_wscale=1856+4:2 rcv_wscale=1860+4:2 tstamp_ok=1864+1:2
  sack_ok=1865+1:2 wscale_ok=1866+1:2 ecn_ok=1867+1:2 acked=1868+1:2 no_srccheck=1869+1:2 smc_ok=1870+1:2
  ir_mark=236:4 =240:.~269
struct inet_sock 1016: sk=0:.sock pinet6=784:*ipv6_pinfo ipv6_fl_list=792:*ipv6_fl_socklist inet_flags=800:8
  inet_saddr=808:4 uc_ttl=812:2 inet_sport=814:2 inet_opt=816:*ip_options_rcu inet_id=824:.~4 tos=828:1 min_ttl=829:1
  mc_ttl=830:1 pmtudisc=831:1 rcv_tos=832:1 convert_csum=833:1 uc_index=836:4 mc_index=840:4 mc_addr=844:4
  local_port_range=848:4 mc_list=856:*ip_mc_socklist cork=864:.inet_cork_full
struct inet_timewait_death_row 128: tw_refcount=0:.refcount_struct hashinfo=64:*inet_hashinfo
  sysctl_max_tw_buckets=72:4
struct inet_timewait_sock 216: __tw_common=0:.sock_common tw_mark=136:4 tw_substate=140:1 tw_rcv_wscale=141:1
  tw_sport=142:2 tw_transparent=1152+1:4 tw_flowlabel=1153+20:4 tw_usec_ts=1173+1:4 tw_connect_bind=1174+1:4
  tw_pad=1175+1:4 tw_tos=1176+8:4 tw_txhash=148:4 tw_priority=152:4 tw_entry_stamp=156:4 tw_timer=160:.timer_list
  tw_tb=200:*inet_bind_bucket tw_tb2=208:*inet_bind2_bucket
struct inode 616: i_mode=0:2 i_opflags=2:2 i_uid=4:.~11 i_gid=8:.~12 i_flags=12:4 i_acl=16:*posix_acl
  i_default_acl=24:*posix_acl i_op=32:*inode_operations i_sb=40:*super_block i_mapping=48:*address_space
  i_security=56:* i_ino=64:8 =72:.~69 i_rdev=76:4 i_size=80:8 i_atime_sec=88:8 i_mtime_sec=96:8 i_ctime_sec=104:8
  i_atime_nsec=112:4 i_mtime_nsec=116:4 i_ctime_nsec=120:4 i_generation=124:4 i_lock=128:.spinlock i_bytes=132:2
  i_blkbits=134:1 i_write_hint=135:1 i_blocks=136:8 i_state=144:4 i_rwsem=152:.rw_semaphore dirtied_when=192:8
  dirtied_time_when=200:8 i_hash=208:.hlist_node i_io_list=224:.list_head i_wb=240:*bdi_writeback
  i_wb_frn_winner=248:4 i_wb_frn_avg_time=252:2 i_wb_frn_history=254:2 i_lru=256:.list_head i_kept=272:.llist_node
  i_sb_list=280:.list_head i_wb_list=296:.list_head =312:.~70 i_version=328:.~0 i_sequence=336:.~0 i_count=344:.~4
  i_dio_count=348:.~4 i_writecount=352:.~4 i_readcount=356:.~4 =360:.~71 i_flctx=368:*file_lock_context
  i_data=376:.address_space =568:.~72 =584:.~73 i_fsnotify_mask=592:4 i_fsnotify_marks=600:*fsnotify_mark_connector
  i_private=608:*
struct inode_operations 256: lookup=0:* get_link=8:* permission=16:* get_inode_acl=24:* readlink=32:* create=40:*
  link=48:* unlink=56:* symlink=64:* mkdir=72:* rmdir=80:* mknod=88:* rename=96:* setattr=104:* getattr=112:*
  listxattr=120:* fiemap=128:* update_time=136:* atomic_open=144:* tmpfile=152:* get_acl=160:* set_acl=168:*
  fileattr_set=176:* fileattr_get=184:* get_offset_ctx=192:*
struct inotify_group_private_data 40: idr_lock=0:.spinlock idr=8:.idr ucounts=32:*ucounts
struct io_alloc_cache 24: entries=0:* nr_cached=8:4 max_cached=12:4 elem_size=16:4 init_clear=20:4
struct io_big_cqe 16: extra1=0:8 extra2=8:8
struct io_bitmap 8208: sequence=0:8 refcnt=8:.refcount_struct max=12:4 bitmap=16:8[1024]
struct io_buffer 32: list=0:.list_head addr=16:8 len=24:4 bid=28:2 bgid=30:2
struct io_cmd_data 64: file=0:*file data=8:1[56]
struct io_context 88: refcount=0:.~0 active_ref=8:.~4 ioprio=12:2 lock=16:.spinlock icq_tree=24:.xarray
  icq_hint=40:*io_cq icq_list=48:.hlist_head release_work=56:.work_struct
struct io_cq 56: q=0:*request_queue ioc=8:*io_context =16:.~110 =32:.~111 flags=48:4
struct io_cqe 16: user_data=0:8 res=8:4 =12:.~379
struct io_ev_fd 40: cq_ev_fd=0:*eventfd_ctx eventfd_async=8:4 last_cq_tail=12:4 refs=16:.refcount_struct ops=20:.~4
  rcu=24:.callback_head
struct io_file_table 32: data=0:.io_rsrc_data bitmap=16:* alloc_hint=24:4
struct io_hash_bucket 64: list=0:.hlist_head
struct io_hash_table 16: hbs=0:*io_hash_bucket hash_bits=8:4
struct io_kiocb 248: =0:.~374 opcode=64:1 iopoll_completed=65:1 buf_index=66:2 nr_tw=68:4 flags=72:8 cqe=80:.io_cqe
  ctx=96:*io_ring_ctx tctx=104:*io_uring_task =112:.~375 =120:.~376 file_node=128:*io_rsrc_node refs=136:.~4
  cancel_seq_set=140:1 io_task_work=144:.io_task_work =160:.~377 apoll=176:*async_poll async_data=184:*
  poll_refs=192:.~4 link=200:*io_kiocb creds=208:*cred work=216:.io_wq_work big_cqe=232:.io_big_cqe
struct io_mapped_region 24: pages=0:* ptr=8:* nr_pages=16:4 flags=20:4
struct io_mapped_ubuf 56: ubuf=0:8 len=8:4 nr_bvecs=12:4 folio_shift=16:4 refs=20:.refcount_struct acct_pages=24:8
  release=32:* priv=40:* is_kbuf=48:1 dir=49:1 bvec=56:.bio_vec[0]
struct io_poll 64: file=0:*file head=8:*wait_queue_head events=16:4 retries=20:4 wait=24:.wait_queue_entry
struct io_restriction 24: register_op=0:8[1] sqe_op=8:8[1] sqe_flags_allowed=16:1 sqe_flags_required=17:1
  registered=18:1
struct io_ring_ctx 1472: =0:.~369 =64:.~370 =512:.~371 =576:.~372 =640:.~373 completion_lock=704:.spinlock
  cq_overflow_list=712:.list_head waitid_list=728:.hlist_head futex_list=736:.hlist_head
  futex_cache=744:.io_alloc_cache sq_creds=768:*cred sq_data=776:*io_sq_data sqo_sq_wait=784:.wait_queue_head
  sqd_list=808:.list_head file_alloc_start=824:4 file_alloc_end=828:4 poll_wq=832:.wait_queue_head
  restrictions=856:.io_restriction zcrx_ctxs=880:.xarray pers_next=896:4 personalities=904:.xarray
  hash_map=920:*io_wq_hash user=928:*user_struct mm_account=936:*mm_struct fallback_llist=944:.llist_head
  fallback_work=952:.delayed_work exit_work=1040:.work_struct tctx_list=1072:.list_head ref_comp=1088:.completion
  iowq_limits=1120:4[2] poll_wq_task_work=1128:.callback_head defer_list=1144:.list_head nr_drained=1160:4
  nr_req_allocated=1164:4 napi_list=1168:.list_head napi_lock=1184:.spinlock napi_busy_poll_dt=1192:8
  napi_prefer_busy_poll=1200:1 napi_track_mode=1201:1 napi_ht=1208:.hlist_head[16] mmap_lock=1336:.mutex
  sq_region=1368:.io_mapped_region ring_region=1392:.io_mapped_region param_region=1416:.io_mapped_region
struct io_rings 64: sq=0:.io_uring cq=8:.io_uring sq_ring_mask=16:4 cq_ring_mask=20:4 sq_ring_entries=24:4
  cq_ring_entries=28:4 sq_dropped=32:4 sq_flags=36:.~4 cq_flags=40:4 cq_overflow=44:4 cqes=64:.io_uring_cqe[0]
struct io_rsrc_data 16: nr=0:4 nodes=8:*
struct io_rsrc_node 24: type=0:1 refs=4:4 tag=8:8 =16:.~378
struct io_sq_data 152: refs=0:.refcount_struct park_pending=4:.~4 lock=8:.mutex ctx_list=40:.list_head
  thread=56:*task_struct wait=64:.wait_queue_head sq_thread_idle=88:4 sq_cpu=92:4 task_pid=96:4 task_tgid=100:4
  work_time=104:8 state=112:8 exited=120:.completion
struct io_submit_link 16: head=0:*io_kiocb last=8:*io_kiocb
struct io_submit_state 112: free_list=0:.io_wq_work_node compl_reqs=8:.io_wq_work_list link=24:.io_submit_link
  plug_started=40:1 need_plug=41:1 cq_flush=42:1 submit_nr=44:2 plug=48:.blk_plug
struct io_task_work 16: node=0:.llist_node func=8:*
struct io_tlb_area 16: used=0:8 index=8:4 lock=12:.spinlock
struct io_tlb_mem 112: defpool=0:.io_tlb_pool nslabs=64:8 debugfs=72:*dentry force_bounce=80:1 for_alloc=81:1
  total_used=88:.~0 used_hiwater=96:.~0 transient_nslabs=104:.~0
struct io_tlb_pool 64: start=0:8 end=8:8 vaddr=16:* nslabs=24:8 late_alloc=32:1 nareas=36:4 area_nslabs=40:4
  areas=48:*io_tlb_area slots=56:*io_tlb_slot
struct io_tlb_slot 24: orig_addr=0:8 alloc_size=8:8 list=16:2 pad_slots=18:2
struct io_uring 8: head=0:4 tail=4:4
struct io_uring_cqe 16: user_data=0:8 res=8:4 flags=12:4 big_cqe=16:8[0]
struct io_uring_sqe 64: opcode=0:1 flags=1:1 ioprio=2:2 fd=4:4 =8:.~380 =16:.~381 len=24:4 =28:.~382 user_data=32:8
  =40:.~383 personality=42:2 =44:.~384 =48:.~385
struct io_uring_task 320: cached_refs=0:4 last=8:*io_ring_ctx task=16:*task_struct io_wq=24:*io_wq
  registered_rings=32:*file[16] xa=160:.xarray wait=176:.wait_queue_head in_cancel=200:.~4 inflight_tracked=204:.~4
  inflight=208:.percpu_counter =256:.~368
struct io_wq 808: state=0:8 hash=8:*io_wq_hash worker_refs=16:.~4 worker_done=24:.completion cpuhp_node=56:.hlist_node
  task=72:*task_struct acct=80:.io_wq_acct[2] wait=224:.wait_queue_entry hash_tail=264:*io_wq_work[64]
  cpu_mask=776:.cpumask[1]
struct io_wq_acct 72: workers_lock=0:.raw_spinlock nr_workers=4:4 max_workers=8:4 nr_running=12:.~4
  free_list=16:.hlist_nulls_head all_list=24:.list_head lock=40:.raw_spinlock work_list=48:.io_wq_work_list flags=64:8
struct io_wq_hash 40: refs=0:.refcount_struct map=8:8 wait=16:.wait_queue_head
struct io_wq_work 16: list=0:.io_wq_work_node flags=8:.~4 cancel_seq=12:4
struct io_wq_work_list 16: first=0:*io_wq_work_node last=8:*io_wq_work_node
struct io_wq_work_node 8: next=0:*io_wq_work_node
struct ioam6_pernet_data 304: lock=0:.mutex namespaces=32:.rhashtable schemas=168:.rhashtable
struct iommu_device 56: list=0:.list_head ops=16:*iommu_ops fwnode=24:*fwnode_handle dev=32:*device
  singleton_group=40:*iommu_group max_pasids=48:4 ready=52:1
struct iommu_dirty_ops 16: set_dirty_tracking=0:* read_and_clear_dirty=8:*
struct iommu_dma_cookie 248: iovad=0:.iova_domain msi_page_list=128:.list_head =144:.~165 fq_flush_start_cnt=152:.~0
  fq_flush_finish_cnt=160:.~0 fq_timer=168:.timer_list fq_timer_on=208:.~4 fq_domain=216:*iommu_domain
  options=224:.iommu_dma_options
struct iommu_dma_msi_cookie 24: msi_iova=0:8 msi_page_list=8:.list_head
struct iommu_dma_options 24: qt=0:4 fq_size=8:8 fq_timeout=16:4
struct iommu_domain 104: type=0:4 cookie_type=4:4 ops=8:*iommu_domain_ops dirty_ops=16:*iommu_dirty_ops
  owner=24:*iommu_ops pgsize_bitmap=32:8 geometry=40:.iommu_domain_geometry iopf_handler=64:* =72:.~51
struct iommu_domain_geometry 24: aperture_start=0:8 aperture_end=8:8 force_aperture=16:1
struct iommu_domain_ops 96: attach_dev=0:* set_dev_pasid=8:* map_pages=16:* unmap_pages=24:* flush_iotlb_all=32:*
  iotlb_sync_map=40:* iotlb_sync=48:* cache_invalidate_user=56:* iova_to_phys=64:* enforce_cache_coherency=72:*
  set_pgtable_quirks=80:* free=88:*
struct iommu_fault_param 120: lock=0:.mutex users=32:.refcount_struct rcu=40:.callback_head dev=56:*device
  queue=64:*iopf_queue queue_list=72:.list_head partial=88:.list_head faults=104:.list_head
struct iommu_fwspec 16: iommu_fwnode=0:*fwnode_handle flags=8:4 num_ids=12:4 ids=16:4[0]
struct iommu_group 224: kobj=0:.kobject devices_kobj=64:*kobject devices=72:.list_head pasid_array=88:.xarray
  mutex=104:.mutex iommu_data=136:* iommu_data_release=144:* name=152:* id=160:4 default_domain=168:*iommu_domain
  blocking_domain=176:*iommu_domain domain=184:*iommu_domain entry=192:.list_head owner_cnt=208:4 owner=216:*
struct iommu_ops 200: capable=0:* hw_info=8:* domain_alloc_identity=16:* domain_alloc_paging_flags=24:*
  domain_alloc_paging=32:* domain_alloc_sva=40:* domain_alloc_nested=48:* probe_device=56:* release_device=64:*
  probe_finalize=72:* device_group=80:* get_resv_regions=88:* of_xlate=96:* is_attach_deferred=104:*
  page_response=112:* def_domain_type=120:* get_viommu_size=128:* viommu_init=136:*
  default_domain_ops=144:*iommu_domain_ops owner=152:*module identity_domain=160:*iommu_domain
  blocked_domain=168:*iommu_domain release_domain=176:*iommu_domain default_domain=184:*iommu_domain
  user_pasid_table=1536+1:1
struct iommu_pages_list 16: pages=0:.list_head
struct iopf_queue 56: wq=0:*workqueue_struct devices=8:.list_head lock=24:.mutex
struct iov_iter 40: iter_type=0:1 nofault=1:1 data_source=2:1 iov_offset=8:8 =16:.~276 =32:.~277
struct iova 40: node=0:.rb_node pfn_hi=24:8 pfn_lo=32:8
struct iova_cpu_rcache 24: lock=0:.spinlock loaded=8:*iova_magazine prev=16:*iova_magazine
struct iova_domain 128: iova_rbtree_lock=0:.spinlock rbroot=8:.rb_root cached_node=16:*rb_node
  cached32_node=24:*rb_node granule=32:8 start_pfn=40:8 dma_32bit_pfn=48:8 max32_alloc_size=56:8 anchor=64:.iova
  rcaches=104:*iova_rcache cpuhp_dead=112:.hlist_node
struct iova_fq 16: lock=0:.spinlock head=4:4 tail=8:4 mod_mask=12:4 entries=16:.iova_fq_entry[0]
struct iova_fq_entry 40: iova_pfn=0:8 pages=8:8 freelist=16:.iommu_pages_list counter=32:8
struct iova_magazine 1024: =0:.~166 pfns=8:8[127]
struct iova_rcache 120: lock=0:.spinlock depot_size=4:4 depot=8:*iova_magazine cpu_rcaches=16:*iova_cpu_rcache
  iovad=24:*iova_domain work=32:.delayed_work
struct iovec 16: iov_base=0:* iov_len=8:8
struct ip6_flowlabel 104: next=0:*ip6_flowlabel label=8:4 users=12:.~4 dst=16:.in6_addr opt=32:*ipv6_txoptions
  linger=40:8 rcu=48:.callback_head share=64:1 owner=72:.~266 lastuse=80:8 expires=88:8 fl_net=96:*net
struct ip6_sf_list 64: sf_next=0:*ip6_sf_list sf_addr=8:.in6_addr sf_count=24:8[2] sf_gsresp=40:1 sf_oldin=41:1
  sf_crcount=42:1 rcu=48:.callback_head
struct ip6_sf_socklist 24: sl_max=0:4 sl_count=4:4 rcu=8:.callback_head sl_addr=24:.in6_addr[0]
struct ip_conntrack_stat 52: found=0:4 invalid=4:4 insert=8:4 insert_failed=12:4 clash_resolve=16:4 drop=20:4
  early_drop=24:4 error=28:4 expect_new=32:4 expect_create=36:4 expect_delete=40:4 search_restart=44:4
  chaintoolong=48:4
struct ip_mc_list 160: interface=0:*in_device multiaddr=8:4 sfmode=12:4 sources=16:*ip_sf_list tomb=24:*ip_sf_list
  sfcount=32:8[2] =48:.~181 next_hash=56:*ip_mc_list timer=64:.timer_list users=104:4 refcnt=108:.refcount_struct
  lock=112:.spinlock tm_running=116:1 reporter=117:1 unsolicit_count=118:1 loaded=119:1 gsquery=120:1 crcount=121:1
  mca_cstamp=128:8 mca_tstamp=136:8 rcu=144:.callback_head
struct ip_mc_socklist 48: next_rcu=0:*ip_mc_socklist multi=8:.ip_mreqn sfmode=20:4 sflist=24:*ip_sf_socklist
  rcu=32:.callback_head
struct ip_mreqn 12: imr_multiaddr=0:.in_addr imr_address=4:.in_addr imr_ifindex=8:4
struct ip_options 16: faddr=0:4 nexthop=4:4 optlen=8:1 srr=9:1 rr=10:1 ts=11:1 is_strictroute=96+1:1 srr_is_hit=97+1:1
  is_changed=98+1:1 rr_needaddr=99+1:1 ts_needtime=100+1:1 ts_needaddr=101+1:1 router_alert=13:1 cipso=14:1
  __pad2=15:1 __data=16:1[0]
struct ip_options_rcu 32: rcu=0:.callback_head opt=16:.ip_options
struct ip_ra_chain 40: next=0:*ip_ra_chain sk=8:*sock =16:.~218 rcu=24:.callback_head
struct ip_sf_list 32: sf_next=0:*ip_sf_list sf_count=8:8[2] sf_inaddr=24:4 sf_gsresp=28:1 sf_oldin=29:1
  sf_crcount=30:1
struct ip_sf_socklist 24: sl_max=0:4 sl_count=4:4 rcu=8:.callback_head sl_addr=24:4[0]
struct ipc_ids 224: in_use=0:4 seq=4:2 rwsem=8:.rw_semaphore ipcs_idr=48:.idr max_idx=72:4 last_idx=76:4 next_id=80:4
  key_ht=88:.rhashtable
struct ipc_namespace 1200: ids=0:.ipc_ids[3] sem_ctls=672:4[4] used_sems=688:4 msg_ctlmax=692:4 msg_ctlmnb=696:4
  msg_ctlmni=700:4 percpu_msg_bytes=704:.percpu_counter percpu_msg_hdrs=744:.percpu_counter shm_ctlmax=784:8
  shm_ctlall=792:8 shm_tot=800:8 shm_ctlmni=808:4 shm_rmid_forced=812:4 ipcns_nb=816:.notifier_block
  mq_mnt=840:*vfsmount mq_queues_count=848:4 mq_queues_max=852:4 mq_msg_max=856:4 mq_msgsize_max=860:4
  mq_msg_default=864:4 mq_msgsize_default=868:4 mq_set=872:.ctl_table_set mq_sysctls=976:*ctl_table_header
  ipc_set=984:.ctl_table_set ipc_sysctls=1088:*ctl_table_header user_ns=1096:*user_namespace ucounts=1104:*ucounts
  mnt_llist=1112:.llist_node ns=1120:.ns_common
struct ipstats_mib 304: mibs=0:8[38] syncp=304:.u64_stats_sync
struct ipv4_devconf 152: sysctl=0:* data=8:4[33] state=144:8[1]
struct ipv6_ac_socklist 32: acl_addr=0:.in6_addr acl_ifindex=16:4 acl_next=24:*ipv6_ac_socklist
struct ipv6_devconf 264: __cacheline_group_begin__ipv6_devconf_read_txrx=0:1[0] disable_ipv6=0:4 hop_limit=4:4
  mtu6=8:4 forwarding=12:4 force_forwarding=16:4 disable_policy=20:4 proxy_ndp=24:4
  __cacheline_group_end__ipv6_devconf_read_txrx=28:1[0] accept_ra=28:4 accept_redirects=32:4 autoconf=36:4
  dad_transmits=40:4 rtr_solicits=44:4 rtr_solicit_interval=48:4 rtr_solicit_max_interval=52:4 rtr_solicit_delay=56:4
  force_mld_version=60:4 mldv1_unsolicited_report_interval=64:4 mldv2_unsolicited_report_interval=68:4
  use_tempaddr=72:4 temp_valid_lft=76:4 temp_prefered_lft=80:4 regen_min_advance=84:4 regen_max_retry=88:4
  max_desync_factor=92:4 max_addresses=96:4 accept_ra_defrtr=100:4 ra_defrtr_metric=104:4
  accept_ra_min_hop_limit=108:4 accept_ra_min_lft=112:4 accept_ra_pinfo=116:4 ignore_routes_with_linkdown=120:4
  accept_ra_rtr_pref=124:4 rtr_probe_interval=128:4 accept_ra_rt_info_min_plen=132:4 accept_ra_rt_info_max_plen=136:4
  accept_source_route=140:4 accept_ra_from_local=144:4 optimistic_dad=148:4 use_optimistic=152:4 mc_forwarding=156:.~4
  drop_unicast_in_l2_multicast=160:4 accept_dad=164:4 force_tllao=168:4 ndisc_notify=172:4 suppress_frag_ndisc=176:4
  accept_ra_mtu=180:4 drop_unsolicited_na=184:4 accept_untracked_na=188:4 stable_secret=192:.ipv6_stable_secret
  use_oif_addrs_only=212:4 keep_addr_on_down=216:4 seg6_enabled=220:4 seg6_require_hmac=224:4 enhanced_dad=228:4
  addr_gen_mode=232:4 ndisc_tclass=236:4 rpl_seg_enabled=240:4 ioam6_id=244:4 ioam6_id_wide=248:4 ioam6_enabled=252:1
  ndisc_evict_nocarrier=253:1 ra_honor_pio_life=254:1 ra_honor_pio_pflag=255:1 sysctl_header=256:*ctl_table_header
struct ipv6_devstat 32: proc_dir_entry=0:*proc_dir_entry ipv6=8:*ipstats_mib icmpv6dev=16:*icmpv6_mib_device
  icmpv6msgdev=24:*icmpv6msg_mib_device
struct ipv6_fl_socklist 32: next=0:*ipv6_fl_socklist fl=8:*ip6_flowlabel rcu=16:.callback_head
struct ipv6_mc_socklist 56: addr=0:.in6_addr ifindex=16:4 sfmode=20:4 next=24:*ipv6_mc_socklist
  sflist=32:*ip6_sf_socklist rcu=40:.callback_head
struct ipv6_opt_hdr 2: nexthdr=0:1 hdrlen=1:1
struct ipv6_pinfo 128: saddr=0:.in6_addr flow_label=16:4 dst_cookie=20:4 opt=24:*ipv6_txoptions hop_limit=32:2
  pmtudisc=34:1 tclass=35:1 saddr_cache=36:1 daddr_cache=37:1 mcast_hops=38:1 frag_size=40:4 ucast_oif=44:4
  mcast_oif=48:4 rxopt=52:.~267 srcprefs=54:1 min_hopcount=55:1 rcv_flowinfo=56:4 sticky_pktinfo=60:.in6_pktinfo
  pktoptions=80:*sk_buff rxpmtu=88:*sk_buff cork=96:.inet6_cork ipv6_mc_list=112:*ipv6_mc_socklist
  ipv6_ac_list=120:*ipv6_ac_socklist
struct ipv6_rt_hdr 4: nexthdr=0:1 hdrlen=1:1 type=2:1 segments_left=3:1
struct ipv6_stable_secret 20: initialized=0:1 secret=4:.in6_addr
struct ipv6_txoptions 64: refcnt=0:.refcount_struct tot_len=4:4 opt_flen=8:2 opt_nflen=10:2 hopopt=16:*ipv6_opt_hdr
  dst0opt=24:*ipv6_opt_hdr srcrt=32:*ipv6_rt_hdr dst1opt=40:*ipv6_opt_hdr rcu=48:.callback_head
struct irq_affinity_desc 40: mask=0:.cpumask is_managed=256+1:4
struct irq_affinity_notify 56: irq=0:4 kref=4:.kref work=8:.work_struct notify=40:* release=48:*
struct irq_chip 272: name=0:* irq_startup=8:* irq_shutdown=16:* irq_enable=24:* irq_disable=32:* irq_ack=40:*
  irq_mask=48:* irq_mask_ack=56:* irq_unmask=64:* irq_eoi=72:* irq_set_affinity=80:* irq_retrigger=88:*
  irq_set_type=96:* irq_set_wake=104:* irq_bus_lock=112:* irq_bus_sync_unlock=120:* irq_suspend=128:* irq_resume=136:*
  irq_pm_shutdown=144:* irq_calc_mask=152:* irq_print_chip=160:* irq_request_resources=168:*
  irq_release_resources=176:* irq_compose_msi_msg=184:* irq_write_msi_msg=192:* irq_get_irqchip_state=200:*
  irq_set_irqchip_state=208:* irq_set_vcpu_affinity=216:* ipi_send_single=224:* ipi_send_mask=232:*
  irq_nmi_setup=240:* irq_nmi_teardown=248:* irq_force_complete_move=256:* flags=264:8
struct irq_chip_generic 120: lock=0:.raw_spinlock reg_base=8:* reg_readl=16:* reg_writel=24:* suspend=32:* resume=40:*
  irq_base=48:4 irq_cnt=52:4 mask_cache=56:4 wake_enabled=60:4 wake_active=64:4 num_ct=68:4 private=72:*
  installed=80:8 unused=88:8 domain=96:*irq_domain list=104:.list_head chip_types=120:.irq_chip_type[0]
struct irq_chip_regs 48: enable=0:8 disable=8:8 mask=16:8 ack=24:8 eoi=32:8 type=40:8
struct irq_chip_type 344: chip=0:.irq_chip regs=272:.irq_chip_regs handler=320:* type=328:4 mask_cache_priv=332:4
  mask_cache=336:*
struct irq_common_data 88: state_use_accessors=0:4 node=4:4 handler_data=8:* msi_desc=16:*msi_desc
  affinity=24:.cpumask[1] effective_affinity=56:.cpumask[1]
struct irq_data 56: mask=0:4 irq=4:4 hwirq=8:8 common=16:*irq_common_data chip=24:*irq_chip domain=32:*irq_domain
  parent_data=40:*irq_data chip_data=48:*
struct irq_domain 184: link=0:.list_head name=16:* ops=24:*irq_domain_ops host_data=32:* flags=40:4 mapcount=44:4
  mutex=48:.mutex root=80:*irq_domain fwnode=88:*fwnode_handle bus_token=96:4 gc=104:*irq_domain_chip_generic
  dev=112:*device pm_dev=120:*device parent=128:*irq_domain msi_parent_ops=136:*msi_parent_ops exit=144:*
  hwirq_max=152:8 revmap_size=160:4 revmap_tree=168:.xarray revmap=184:*irq_data[0]
struct irq_domain_chip_generic 32: irqs_per_chip=0:4 num_chips=4:4 irq_flags_to_clear=8:4 irq_flags_to_set=12:4
  gc_flags=16:4 exit=24:* gc=32:*irq_chip_generic[0]
struct irq_domain_ops 80: match=0:* select=8:* map=16:* unmap=24:* xlate=32:* alloc=40:* free=48:* activate=56:*
  deactivate=64:* translate=72:*
struct irq_work 32: node=0:.__call_single_node func=16:* irqwait=24:.rcuwait
struct its_array 16: pages=0:* num=8:4
struct jump_entry 16: code=0:4 target=4:4 key=8:8
struct k_sigaction 32: sa=0:.sigaction
struct kernel_param 40: name=0:* mod=8:*module ops=16:*kernel_param_ops perm=24:2 level=26:1 flags=27:1 =32:.~9
struct kernel_param_ops 32: flags=0:4 set=8:* get=16:* free=24:*
struct kernel_siginfo 48: =0:.~335
struct kernfs_elem_attr 32: ops=0:*kernfs_ops open=8:*kernfs_open_node size=16:8 notify_next=24:*kernfs_node
struct kernfs_elem_dir 32: subdirs=0:8 children=8:.rb_root root=16:*kernfs_root rev=24:8
struct kernfs_elem_symlink 8: target_kn=0:*kernfs_node
struct kernfs_iattrs 80: ia_uid=0:.~11 ia_gid=4:.~12 ia_atime=8:.timespec64 ia_mtime=24:.timespec64
  ia_ctime=40:.timespec64 xattrs=56:.simple_xattrs nr_user_xattrs=72:.~4 user_xattr_size=76:.~4
struct kernfs_node 136: count=0:.~4 active=4:.~4 __parent=8:*kernfs_node name=16:* rb=24:.rb_node ns=48:* hash=56:4
  flags=60:2 mode=62:2 =64:.~10 id=96:8 priv=104:* iattr=112:*kernfs_iattrs rcu=120:.callback_head
struct kernfs_open_node 72: callback_head=0:.callback_head event=16:.~4 poll=24:.wait_queue_head files=48:.list_head
  nr_mmapped=64:4 nr_to_release=68:4
struct kernfs_ops 104: open=0:* release=8:* seq_show=16:* seq_start=24:* seq_next=32:* seq_stop=40:* read=48:*
  atomic_write_len=56:8 prealloc=64:1 write=72:* poll=80:* mmap=88:* llseek=96:*
struct kernfs_root 248: kn=0:*kernfs_node flags=8:4 ino_idr=16:.idr kernfs_idr_lock=40:.spinlock last_id_lowbits=44:4
  id_highbits=48:4 syscall_ops=56:*kernfs_syscall_ops supers=64:.list_head deactivate_waitq=80:.wait_queue_head
  kernfs_rwsem=104:.rw_semaphore kernfs_iattr_rwsem=144:.rw_semaphore kernfs_supers_rwsem=184:.rw_semaphore
  kernfs_rename_lock=224:.~13 rcu=232:.callback_head
struct kernfs_syscall_ops 40: show_options=0:* mkdir=8:* rmdir=16:* rename=24:* show_path=32:*
struct key 216: usage=0:.refcount_struct serial=4:4 =8:.~134 sem=32:.rw_semaphore user=72:*key_user security=80:*
  =88:.~135 last_used_at=96:8 uid=104:.~11 gid=108:.~12 perm=112:4 quotalen=116:2 datalen=118:2 state=120:2
  flags=128:8 =136:.~136 =176:.~137 restrict_link=208:*key_restriction
struct key_restriction 24: check=0:* key=8:*key keytype=16:*key_type
struct key_tag 24: rcu=0:.callback_head usage=16:.refcount_struct removed=20:1
struct key_type 168: name=0:* def_datalen=8:8 flags=16:4 vet_description=24:* preparse=32:* free_preparse=40:*
  instantiate=48:* update=56:* match_preparse=64:* match_free=72:* revoke=80:* destroy=88:* describe=96:* read=104:*
  request_key=112:* lookup_restriction=120:* asym_query=128:* asym_eds_op=136:* asym_verify_signature=144:*
  link=152:.list_head lock_class=168:.lock_class_key
struct key_user 88: node=0:.rb_node cons_lock=24:.mutex lock=56:.spinlock usage=60:.refcount_struct nkeys=64:.~4
  nikeys=68:.~4 uid=72:.~11 qnkeys=76:4 qnbytes=80:4
struct keyring_index_key 40: hash=0:8 =8:.~140 type=16:*key_type domain_tag=24:*key_tag description=32:*
struct kiocb 48: ki_filp=0:*file ki_pos=8:8 ki_complete=16:* private=24:* ki_flags=32:4 ki_ioprio=36:2
  ki_write_stream=38:1 =40:.~275
struct kioctx 576: users=0:.percpu_ref dead=16:.~4 reqs=24:.percpu_ref user_id=40:8 cpu=48:*kioctx_cpu req_batch=56:4
  max_reqs=60:4 nr_events=64:4 mmap_base=72:8 mmap_size=80:8 ring_folios=88:* nr_pages=96:8 free_rwork=104:.rcu_work
  rq_wait=160:*ctx_rq_wait =192:.~142 =256:.~143 =320:.~144 =384:.~145 internal_folios=448:*folio[8]
  aio_ring_file=512:*file id=520:4
struct kioctx_cpu 4: reqs_available=0:4
struct kioctx_table 24: rcu=0:.callback_head nr=16:4 table=24:*kioctx[0]
struct klist 40: k_lock=0:.spinlock k_list=8:.list_head get=24:* put=32:*
struct klist_node 32: n_klist=0:* n_node=8:.list_head n_ref=24:.kref
struct kmap_ctrl 0:
struct kmem_cache 8416: cpu_slab=0:*kmem_cache_cpu lock_key=8:.lock_class_key cpu_sheaves=8:*slub_percpu_sheaves
  flags=16:4 min_partial=24:8 size=32:4 object_size=36:4 reciprocal_size=40:.reciprocal_value offset=48:4
  cpu_partial=52:4 cpu_partial_slabs=56:4 sheaf_capacity=60:4 oo=64:.kmem_cache_order_objects
  min=68:.kmem_cache_order_objects allocflags=72:4 refcount=76:4 ctor=80:* inuse=88:4 align=92:4 red_left_pad=96:4
  name=104:* list=112:.list_head kobj=128:.kobject random=192:8 remote_node_defrag_ratio=200:4 random_seq=208:*
  useroffset=216:4 usersize=220:4 node=224:*kmem_cache_node[1024]
struct kmem_cache_cpu 48: =0:.~92 slab=16:*slab partial=24:*slab lock=32:.~90
struct kmem_cache_node 72: list_lock=0:.spinlock nr_partial=8:8 partial=16:.list_head nr_slabs=32:.~0
  total_objects=40:.~0 full=48:.list_head barn=64:*node_barn
struct kmem_cache_order_objects 4: x=0:4
struct kobj_ns_type_operations 48: type=0:4 current_may_mount=8:* grab_current_ns=16:* netlink_ns=24:* initial_ns=32:*
  drop_ns=40:*
struct kobj_type 48: release=0:* sysfs_ops=8:*sysfs_ops default_groups=16:* child_ns_type=24:* namespace=32:*
  get_ownership=40:*
struct kobject 64: name=0:* entry=8:.list_head parent=24:*kobject kset=32:*kset ktype=40:*kobj_type sd=48:*kernfs_node
  kref=56:.kref state_initialized=480+1:4 state_in_sysfs=481+1:4 state_add_uevent_sent=482+1:4
  state_remove_uevent_sent=483+1:4 uevent_suppress=484+1:4
struct kparam_array 32: max=0:4 elemsize=4:4 num=8:* ops=16:*kernel_param_ops elem=24:*
struct kparam_string 16: maxlen=0:4 string=8:*
struct kref 4: refcount=0:.refcount_struct
struct kset 96: list=0:.list_head list_lock=16:.spinlock kobj=24:.kobject uevent_ops=88:*kset_uevent_ops
struct kset_uevent_ops 24: filter=0:* name=8:* uevent=16:*
struct ktermios 44: c_iflag=0:4 c_oflag=4:4 c_cflag=8:4 c_lflag=12:4 c_line=16:1 c_cc=17:1[19] c_ispeed=36:4
  c_ospeed=40:4
struct kthread_work 40: node=0:.list_head func=16:* worker=24:*kthread_worker canceling=32:4
struct kthread_worker 56: flags=0:4 lock=4:.raw_spinlock work_list=8:.list_head delayed_work_list=24:.list_head
  task=40:*task_struct current_work=48:*kthread_work
struct kvec 16: iov_base=0:* iov_len=8:8
struct l3mdev_ops 32: l3mdev_fib_table=0:* l3mdev_l3_rcv=8:* l3mdev_l3_out=16:* l3mdev_link_scope_lookup=24:*
struct latch_tree_node 48: node=0:.rb_node[2]
struct ld_semaphore 48: count=0:.~0 wait_lock=8:.raw_spinlock wait_readers=12:4 read_wait=16:.list_head
  write_wait=32:.list_head
struct ldt_struct 16: entries=0:*desc_struct nr_entries=8:4 slot=12:4
struct linux_binfmt 48: lh=0:.list_head module=16:*module load_binary=24:* core_dump=32:* min_coredump=40:8
struct linux_mib 1088: mibs=0:8[136]
struct linux_xfrm_mib 264: mibs=0:8[33]
struct list_head 16: next=0:*list_head prev=8:*list_head
struct list_lru 48: node=0:*list_lru_node list=8:.list_head shrinker_id=24:4 memcg_aware=28:1 xa=32:.xarray
struct list_lru_node 64: lru=0:.list_lru_one nr_items=32:.~0
struct list_lru_one 32: list=0:.list_head nr_items=16:8 lock=24:.spinlock
struct llist_head 8: first=0:*llist_node
struct llist_node 8: next=0:*llist_node
struct load_weight 16: weight=0:8 inv_weight=8:4
struct local_ports 8: range=0:4 warned=4:1
struct lock_class_key 0:
struct lockdep_map 0:
struct lockref 8: =0:.~83
struct lpm_trie 400: map=0:.bpf_map root=296:*lpm_trie_node ma=304:.bpf_mem_alloc n_entries=368:8 max_prefixlen=376:8
  data_size=384:8 lock=392:.qspinlock
struct lpm_trie_node 24: child=0:*lpm_trie_node[2] prefixlen=16:4 flags=20:4 data=24:1[0]
struct lruvec 152: lists=0:.list_head[5] lru_lock=80:.spinlock anon_cost=88:8 file_cost=96:8 nonresident_age=104:.~0
  refaults=112:8[2] flags=128:8 pgdat=136:*pglist_data zswap_lruvec_state=144:.zswap_lruvec_state
struct lruvec_stats 792: state=0:8[33] state_local=264:8[33] state_pending=528:8[33]
struct lruvec_stats_percpu 528: state=0:8[33] state_prev=264:8[33]
struct lsm_prop 8: selinux=0:.lsm_prop_selinux smack=4:.lsm_prop_smack apparmor=4:.lsm_prop_apparmor
  bpf=4:.lsm_prop_bpf
struct lsm_prop_apparmor 0:
struct lsm_prop_bpf 4: secid=0:4
struct lsm_prop_selinux 4: secid=0:4
struct lsm_prop_smack 0:
struct lwtunnel_state 48: type=0:2 flags=2:2 headroom=4:2 refcnt=8:.~4 orig_output=16:* orig_input=24:*
  rcu=32:.callback_head data=48:1[0]
struct maple_tree 16: =0:.~164 ma_flags=4:4 ma_root=8:*
struct mdio_bus_stats 32: transfers=0:.~46 errors=8:.~46 writes=16:.~46 reads=24:.~46 syncp=32:.u64_stats_sync
struct mdio_device 800: dev=0:.device bus=696:*mii_bus modalias=704:1[32] bus_match=736:* device_free=744:*
  device_remove=752:* addr=760:4 flags=764:4 reset_state=768:4 reset_gpio=776:* reset_ctrl=784:*
  reset_assert_delay=792:4 reset_deassert_delay=796:4
struct mdio_driver_common 152: driver=0:.device_driver flags=144:4
struct mem_cgroup 2176: css=0:.cgroup_subsys_state id=208:.mem_cgroup_id memory=256:.page_counter =448:.~237
  memory_peaks=640:.list_head swap_peaks=656:.list_head peaks_lock=672:.spinlock high_work=680:.work_struct
  zswap_max=712:8 zswap_writeback=720:1 vmpressure=728:.vmpressure oom_group=848:1 swappiness=852:4
  events_file=856:.cgroup_file events_local_file=912:.cgroup_file swap_events_file=968:.cgroup_file
  vmstats=1024:*memcg_vmstats memory_events=1032:.~0[9] memory_events_local=1104:.~0[9] socket_pressure=1176:8
  kmemcg_id=1184:4 objcg=1192:*obj_cgroup orig_objcg=1200:*obj_cgroup objcg_list=1208:.list_head
  vmstats_percpu=1224:*memcg_vmstats_percpu cgwb_list=1232:.list_head cgwb_domain=1248:.wb_domain
  cgwb_frn=1368:.memcg_cgwb_frn[4] deferred_split_queue=1528:.deferred_split kmem=1600:.page_counter
  tcpmem=1792:.page_counter events_percpu=1984:*memcg1_events_percpu soft_limit=1992:8 oom_lock=2000:1
  under_oom=2004:4 oom_kill_disable=2008:4 thresholds_lock=2016:.mutex thresholds=2048:.mem_cgroup_thresholds
  memsw_thresholds=2064:.mem_cgroup_thresholds oom_notify=2080:.list_head tcpmem_active=2096:1 tcpmem_pressure=2100:4
  event_list=2104:.list_head event_list_lock=2120:.spinlock nodeinfo=2128:*mem_cgroup_per_node[0]
struct mem_cgroup_id 8: id=0:4 ref=4:.refcount_struct
struct mem_cgroup_per_node 512: memcg=0:*mem_cgroup lruvec_stats_percpu=8:*lruvec_stats_percpu
  lruvec_stats=16:*lruvec_stats shrinker_info=24:*shrinker_info tree_node=32:.rb_node usage_in_excess=56:8
  on_tree=64:1 lruvec=72:.lruvec _pad2_=256:.cacheline_padding lru_zone_size=256:8[25]
  iter=456:.mem_cgroup_reclaim_iter
struct mem_cgroup_reclaim_iter 16: position=0:*mem_cgroup generation=8:.~4
struct mem_cgroup_threshold 16: eventfd=0:*eventfd_ctx threshold=8:8
struct mem_cgroup_threshold_ary 8: current_threshold=0:4 size=4:4 entries=8:.mem_cgroup_threshold[0]
struct mem_cgroup_thresholds 16: primary=0:*mem_cgroup_threshold_ary spare=8:*mem_cgroup_threshold_ary
struct mem_dqinfo 72: dqi_format=0:*quota_format_type dqi_fmt_id=8:4 dqi_dirty_list=16:.list_head dqi_flags=32:8
  dqi_bgrace=40:4 dqi_igrace=44:4 dqi_max_spc_limit=48:8 dqi_max_ino_limit=56:8 dqi_priv=64:*
struct memcg1_events_percpu 24: nr_page_events=0:8 targets=8:8[2]
struct memcg_cgwb_frn 40: bdi_id=0:8 memcg_id=8:4 at=16:8 done=24:.wb_completion
struct memcg_vmstats 1712: state=0:8[40] events=320:8[31] state_local=568:8[40] events_local=888:8[31]
  state_pending=1136:8[40] events_pending=1456:8[31] stats_updates=1704:.~4
struct memcg_vmstats_percpu 1216: stats_updates=0:4 parent_pcpu=8:*memcg_vmstats_percpu vmstats=16:*memcg_vmstats
  state=24:8[40] events=344:8[31] state_prev=592:8[40] events_prev=912:8[31]
struct memory_provider_ops 48: alloc_netmems=0:* release_netmem=8:* init=16:* destroy=24:* nl_fill=32:* uninstall=40:*
struct memory_tier 864: list=0:.list_head memory_types=16:.list_head adistance_start=32:4 dev=40:.device
  lower_tier_mask=736:.~238
struct mempolicy 288: refcnt=0:.~4 mode=4:2 flags=6:2 nodes=8:.~238 home_node=136:4 w=144:.~295 rcu=272:.callback_head
struct mempool 72: lock=0:.spinlock min_nr=4:4 curr_nr=8:4 elements=16:* pool_data=24:* alloc=32:* free=40:*
  wait=48:.wait_queue_head
struct mii_bus 2336: owner=0:*module name=8:* id=16:1[61] priv=80:* read=88:* write=96:* read_c45=104:*
  write_c45=112:* reset=120:* stats=128:.mdio_bus_stats[32] mdio_lock=1152:.mutex parent=1184:*device state=1192:4
  dev=1200:.device mdio_map=1896:*mdio_device[32] phy_mask=2152:4 phy_ignore_ta_mask=2156:4 irq=2160:4[32]
  reset_delay_us=2288:4 reset_post_delay_us=2292:4 reset_gpiod=2296:* shared_lock=2304:.mutex
struct mii_timestamper 48: rxtstamp=0:* txtstamp=8:* hwtstamp=16:* link_state=24:* ts_info=32:* device=40:*device
struct minmax 24: s=0:.minmax_sample[3]
struct minmax_sample 8: t=0:4 v=4:4
struct mm_cid 16: time=0:8 cid=8:4 recent_cid=12:4
struct mm_struct 1472: =0:.~54 cpu_bitmap=1472:8[0]
struct mmu_notifier_subscriptions 80: list=0:.hlist_head has_itree=8:1 lock=12:.spinlock invalidate_seq=16:8
  active_invalidate_ranges=24:8 itree=32:.rb_root_cached wq=48:.wait_queue_head deferred_list=72:.hlist_head
struct mnt_idmap 136: uid_map=0:.uid_gid_map gid_map=64:.uid_gid_map count=128:.refcount_struct
struct mnt_namespace 200: ns=0:.ns_common root=80:*mount =88:.~117 user_ns=112:*user_namespace ucounts=120:*ucounts
  poll=128:.wait_queue_head seq_origin=152:8 event=160:8 n_fsnotify_mask=168:4
  n_fsnotify_marks=176:*fsnotify_mark_connector nr_mounts=184:4 pending_mounts=188:4 passive=192:.refcount_struct
struct mnt_pcp 8: mnt_count=0:4 mnt_writers=4:4
struct mod_arch_specific 40: num_orcs=0:4 orc_unwind_ip=8:* orc_unwind=16:*orc_entry its_pages=24:.its_array
struct mod_kallsyms 32: symtab=0:*elf64_sym num_symtab=8:4 strtab=16:* typetab=24:*
struct module 768: state=0:4 list=8:.list_head name=24:1[56] mkobj=80:.module_kobject
  modinfo_attrs=176:*module_attribute version=184:* srcversion=192:* holders_dir=200:*kobject syms=208:* crcs=216:*
  num_syms=224:4 param_lock=232:.mutex kp=264:*kernel_param num_kp=272:4 num_gpl_syms=276:4 gpl_syms=280:*
  gpl_crcs=288:* using_gplonly_symbols=296:1 async_probe_requested=297:1 num_exentries=300:4
  extable=304:*exception_table_entry init=312:* mem=320:.module_memory[7] arch=432:.mod_arch_specific taints=472:8
  num_bugs=480:4 bug_list=488:.list_head bug_table=504:*bug_entry kallsyms=512:*mod_kallsyms
  core_kallsyms=520:.mod_kallsyms sect_attrs=552:* notes_attrs=560:* args=568:* percpu=576:* percpu_size=584:4
  noinstr_text_start=592:* noinstr_text_size=600:4 num_tracepoints=604:4 tracepoints_ptrs=608:* num_srcu_structs=616:4
  srcu_struct_ptrs=624:* num_bpf_raw_events=632:4 bpf_raw_events=640:*bpf_raw_event_map jump_entries=648:*jump_entry
  num_jump_entries=656:4 num_trace_bprintk_fmt=660:4 trace_bprintk_fmt_start=664:* trace_events=672:*
  num_trace_events=680:4 trace_evals=688:* num_trace_evals=696:4 num_ftrace_callsites=700:4 ftrace_callsites=704:*
  num_static_call_sites=712:4 static_call_sites=720:*static_call_site
struct module_attribute 56: attr=0:.attribute show=16:* store=24:* setup=32:* test=40:* free=48:*
struct module_kobject 96: kobj=0:.kobject mod=64:*module drivers_dir=72:*kobject mp=80:*module_param_attrs
  kobj_completion=88:*completion
struct module_memory 16: base=0:* is_rox=8:1 size=12:4
struct module_param_attrs 56: num=0:4 grp=8:.attribute_group attrs=56:.param_attribute[0]
struct mount 352: mnt_hash=0:.hlist_node mnt_parent=16:*mount mnt_mountpoint=24:*dentry mnt=32:.vfsmount =64:.~115
  mnt_pcp=88:*mnt_pcp mnt_mounts=96:.list_head mnt_child=112:.list_head mnt_next_for_sb=128:*mount
  mnt_pprev_for_sb=136:* mnt_devname=144:* mnt_list=152:.list_head mnt_expire=168:.list_head mnt_share=184:.list_head
  mnt_slave_list=200:.hlist_head mnt_slave=208:.hlist_node mnt_master=224:*mount mnt_ns=232:*mnt_namespace
  mnt_mp=240:*mountpoint =248:.~116 mnt_fsnotify_marks=264:*fsnotify_mark_connector mnt_fsnotify_mask=272:4
  to_notify=280:.list_head prev_ns=296:*mnt_namespace mnt_t_flags=304:4 mnt_id=308:4 mnt_id_unique=312:8
  mnt_group_id=320:4 mnt_expiry_mark=324:4 mnt_pins=328:.hlist_head mnt_stuck_children=336:.hlist_head
  overmount=344:*mount
struct mountpoint 32: m_hash=0:.hlist_node m_dentry=16:*dentry m_list=24:.hlist_head
struct mptcp_addr_info 24: id=0:1 family=2:2 port=4:2 =8:.~18
struct mptcp_data_frag 40: list=0:.list_head data_seq=16:8 data_len=24:2 offset=26:2 overhead=28:2 already_sent=30:2
  page=32:*page
struct mptcp_mib 616: mibs=0:8[77]
struct mptcp_pm_data 152: local=0:.mptcp_addr_info remote=24:.mptcp_addr_info anno_list=48:.list_head
  userspace_pm_local_addr_list=64:.list_head lock=80:.spinlock =84:.~16 id_avail_bitmap=96:8[4]
  rm_list_tx=128:.mptcp_rm_list rm_list_rx=137:.mptcp_rm_list
struct mptcp_rm_list 9: ids=0:1[8] nr=8:1
struct mptcp_sched_ops 128: get_send=0:* get_retrans=8:* name=16:1[16] owner=32:*module list=40:.list_head init=56:*
  release=64:*
struct mptcp_sock 1936: sk=0:.inet_connection_sock local_key=1400:8 remote_key=1408:8 write_seq=1416:8
  bytes_sent=1424:8 snd_nxt=1432:8 bytes_received=1440:8 ack_seq=1448:8 rcv_wnd_sent=1456:.~0 rcv_data_fin_seq=1464:8
  bytes_retrans=1472:8 bytes_consumed=1480:8 snd_burst=1488:4 old_wspace=1492:4 recovery_snd_nxt=1496:8
  bytes_acked=1504:8 snd_una=1512:8 wnd_end=1520:8 last_data_sent=1528:4 last_data_recv=1532:4 last_ack_recv=1536:4
  timer_ival=1544:8 token=1552:4 flags=1560:8 cb_flags=1568:8 recovery=1576:1 can_ack=1577:1 fully_established=1578:1
  rcv_data_fin=1579:1 snd_data_fin_enable=1580:1 rcv_fastclose=1581:1 use_64bit_ack=1582:1 csum_enabled=1583:1
  allow_infinite_fallback=1584:1 pending_state=1585:1 mpc_endpoint_id=1586:1 recvmsg_inq=12696+1:1 cork=12697+1:1
  nodelay=12698+1:1 fastopening=12699+1:1 in_accept_queue=12700+1:1 free_first=12701+1:1 rcvspace_init=12702+1:1
  fastclosing=12703+1:1 notsent_lowat=1588:4 keepalive_cnt=1592:4 keepalive_idle=1596:4 keepalive_intvl=1600:4
  maxseg=1604:4 work=1608:.work_struct ooo_last_skb=1640:*sk_buff out_of_order_queue=1648:.rb_root
  conn_list=1656:.list_head rtx_queue=1672:.list_head first_pending=1688:*mptcp_data_frag join_list=1696:.list_head
  first=1712:*sock pm=1720:.mptcp_pm_data sched=1872:*mptcp_sched_ops rcvq_space=1880:.~1 scaling_ratio=1904:1
  allow_subflows=1905:1 subflow_id=1908:4 setsockopt_seq=1912:4 ca_name=1916:1[16] fallback_lock=1932:.spinlock
struct mq_attr 64: mq_flags=0:8 mq_maxmsg=8:8 mq_msgsize=16:8 mq_curmsgs=24:8 __reserved=32:8[4]
struct msghdr 104: msg_name=0:* msg_namelen=8:4 msg_inq=12:4 msg_iter=16:.iov_iter =56:.~274
  msg_control_is_user=512+1:1 msg_get_inq=513+1:1 msg_flags=68:4 msg_controllen=72:8 msg_iocb=80:*kiocb
  msg_ubuf=88:*ubuf_info sg_from_iter=96:*
struct msi_desc 96: irq=0:4 nvec_used=4:4 dev=8:*device msg=16:.msi_msg affinity=32:*irq_affinity_desc
  sysfs_attrs=40:*device_attribute write_msi_msg=48:* write_msi_msg_data=56:* msi_index=64:2 =72:.~167
struct msi_desc_data 16: dcookie=0:.msi_domain_cookie icookie=8:.msi_instance_cookie
struct msi_dev_domain 24: store=0:.xarray domain=16:*irq_domain
struct msi_device_data 72: properties=0:8 mutex=8:.mutex __domains=40:.msi_dev_domain[1] __iter_idx=64:8
struct msi_msg 12: =0:.~171 =4:.~172 =8:.~173
struct msi_parent_ops 40: supported_flags=0:4 required_flags=4:4 chip_flags=8:4 bus_select_token=12:4
  bus_select_mask=16:4 prefix=24:* init_dev_msi_info=32:*
struct mutex 32: owner=0:.~0 wait_lock=8:.raw_spinlock osq=12:.optimistic_spin_queue wait_list=16:.list_head
struct nameidata 240: path=0:.path last=16:.qstr root=32:.path inode=48:*inode flags=56:4 state=60:4 seq=64:4
  next_seq=68:4 m_seq=72:4 r_seq=76:4 last_type=80:4 depth=84:4 total_link_count=88:4 stack=96:*saved
  internal=104:.saved[2] name=200:*filename pathname=208:* saved=216:*nameidata root_seq=224:4 dfd=228:4
  dir_vfsuid=232:.~11 dir_mode=236:2
struct napi_config 64: gro_flush_timeout=0:8 irq_suspend_timeout=8:8 defer_hard_irqs=16:4 affinity_mask=24:.cpumask
  threaded=56:1 napi_id=60:4
struct napi_struct 496: poll_list=0:.list_head state=16:8 weight=24:4 defer_hard_irqs_count=28:4 poll=32:*
  list_owner=40:4 dev=48:*net_device skb=56:*sk_buff gro=64:.gro_node timer=288:.hrtimer thread=352:*task_struct
  gro_flush_timeout=360:8 irq_suspend_timeout=368:8 defer_hard_irqs=376:4 napi_id=380:4 dev_list=384:.list_head
  napi_hash_node=400:.hlist_node irq=416:4 notify=424:.irq_affinity_notify napi_rmap_idx=480:4 index=484:4
  config=488:*napi_config
struct ndisc_ops 40: parse_options=0:* update=8:* opt_addr_space=16:* fill_addr_option=24:* prefix_rcv_add_addr=32:*
struct neigh_hash_table 48: hash_heads=0:*hlist_head hash_shift=8:4 hash_rnd=12:4[4] rcu=32:.callback_head
struct neigh_parms 152: net=0:.~36 dev=8:*net_device dev_tracker=16:.~25 list=16:.list_head neigh_setup=32:*
  tbl=40:*neigh_table sysctl_table=48:* dead=56:4 refcnt=60:.refcount_struct callback_head=64:.callback_head
  reachable_time=80:4 qlen=84:4 data=88:4[14] data_state=144:8[1]
struct neigh_statistics 96: allocs=0:8 destroys=8:8 hash_grows=16:8 res_failed=24:8 lookups=32:8 hits=40:8
  rcv_probes_mcast=48:8 rcv_probes_ucast=56:8 periodic_gc_runs=64:8 forced_gc_runs=72:8 unres_discards=80:8
  table_fulls=88:8
struct neigh_table 632: family=0:4 entry_size=4:4 key_len=8:4 protocol=12:2 hash=16:* key_eq=24:* constructor=32:*
  pconstructor=40:* pdestructor=48:* proxy_redo=56:* is_multicast=64:* allow_add=72:* id=80:* parms=88:.neigh_parms
  parms_list=240:.list_head gc_interval=256:4 gc_thresh1=260:4 gc_thresh2=264:4 gc_thresh3=268:4 last_flush=272:8
  gc_work=280:.delayed_work managed_work=368:.delayed_work proxy_timer=456:.timer_list proxy_queue=496:.sk_buff_head
  entries=520:.~4 gc_entries=524:.~4 gc_list=528:.list_head managed_list=544:.list_head lock=560:.~13 last_rand=568:8
  stats=576:*neigh_statistics nht=584:*neigh_hash_table phash_lock=592:.mutex phash_buckets=624:*
struct net 4288: passive=0:.refcount_struct rules_mod_lock=4:.spinlock dev_base_seq=8:4 ifindex=12:4
  nsid_lock=16:.spinlock fnhe_genid=20:.~4 list=24:.list_head exit_list=40:.list_head defer_free_list=56:.llist_node
  cleanup_list=64:.llist_node ptype_all=72:.list_head ptype_specific=88:.list_head key_domain=104:*key_tag
  user_ns=112:*user_namespace ucounts=120:*ucounts netns_ids=128:.idr ns=152:.ns_common
  refcnt_tracker=232:.ref_tracker_dir notrefcnt_tracker=232:.ref_tracker_dir dev_base_head=232:.list_head
  proc_net=248:*proc_dir_entry proc_net_stat=256:*proc_dir_entry sysctls=264:.ctl_table_set rtnl=368:*sock
  genl_sock=376:*sock uevent_sock=384:*uevent_sock dev_name_head=392:*hlist_head dev_index_head=400:*hlist_head
  dev_by_index=408:.xarray netdev_chain=424:.raw_notifier_head hash_mix=432:4 loopback_dev=440:*net_device
  rules_ops=448:.list_head core=464:.netns_core mib=504:.netns_mib packet=624:.netns_packet unx=664:.netns_unix
  nexthop=696:.netns_nexthop ipv4=768:.netns_ipv4 ipv6=1792:.netns_ipv6 nf=2624:.netns_nf ct=2888:.netns_ct
  nft=3064:.netns_nftables gen=3072:*net_generic bpf=3080:.netns_bpf xfrm=3200:.netns_xfrm net_cookie=4160:8
  mpls=4168:.netns_mpls xdp=4200:.netns_xdp diag_nlsk=4240:*sock
struct net_device 2496: __cacheline_group_begin__net_device_read_tx=0:1[0] =0:.~34 netdev_ops=8:*net_device_ops
  header_ops=16:*header_ops _tx=24:*netdev_queue gso_partial_features=32:8 real_num_tx_queues=40:4 gso_max_size=44:4
  gso_ipv4_max_size=48:4 gso_max_segs=52:2 num_tc=54:2 mtu=56:4 needed_headroom=60:2 tc_to_txq=62:.netdev_tc_txq[16]
  xps_maps=128:*xps_dev_maps[2] nf_hooks_egress=144:*nf_hook_entries tcx_egress=152:*bpf_mprog_entry
  __cacheline_group_end__net_device_read_tx=160:1[0] __cacheline_group_begin__net_device_read_txrx=160:1[0] =160:.~35
  state=168:8 flags=176:4 hard_header_len=180:2 features=184:8 ip6_ptr=192:*inet6_dev
  __cacheline_group_end__net_device_read_txrx=200:1[0] __cacheline_group_begin__net_device_read_rx=200:1[0]
  xdp_prog=200:*bpf_prog ptype_specific=208:.list_head ifindex=224:4 real_num_rx_queues=228:4 _rx=232:*netdev_rx_queue
  gro_max_size=240:4 gro_ipv4_max_size=244:4 rx_handler=248:* rx_handler_data=256:* nd_net=264:.~36
  tcx_ingress=272:*bpf_mprog_entry __cacheline_group_end__net_device_read_rx=280:1[0] name=280:1[16]
  name_node=296:*netdev_name_node ifalias=304:*dev_ifalias mem_end=312:8 mem_start=320:8 base_addr=328:8
  dev_list=336:.list_head napi_list=352:.list_head unreg_list=368:.list_head close_list=384:.list_head
  ptype_all=400:.list_head adj_list=416:.~37 xdp_features=448:4 xdp_metadata_ops=456:*xdp_metadata_ops
  xsk_tx_metadata_ops=464:*xsk_tx_metadata_ops gflags=472:2 needed_tailroom=474:2 hw_features=480:8
  wanted_features=488:8 vlan_features=496:8 hw_enc_features=504:8 mpls_features=512:8 mangleid_features=520:8
  min_mtu=528:4 max_mtu=532:4 type=536:2 min_header_len=538:1 name_assign_type=539:1 group=540:4
  stats=544:.net_device_stats core_stats=728:*net_device_core_stats carrier_up_count=736:.~4
  carrier_down_count=740:.~4 ethtool_ops=744:*ethtool_ops l3mdev_ops=752:*l3mdev_ops ndisc_ops=760:*ndisc_ops
  operstate=768:4 link_mode=772:1 if_port=773:1 dma=774:1 perm_addr=775:1[32] addr_assign_type=807:1 addr_len=808:1
  upper_level=809:1 lower_level=810:1 threaded=811:1 neigh_priv_len=812:2 dev_id=814:2 dev_port=816:2 irq=820:4
  priv_len=824:4 addr_list_lock=828:.spinlock uc=832:.netdev_hw_addr_list mc=864:.netdev_hw_addr_list
  dev_addrs=896:.netdev_hw_addr_list queues_kset=928:*kset promiscuity=936:4 allmulti=940:4 uc_promisc=944:1
  ip_ptr=952:*in_device fib_nh_head=960:.hlist_head dev_addr=968:* num_rx_queues=976:4 xdp_zc_max_segs=980:4
  ingress_queue=984:*netdev_queue nf_hooks_ingress=992:*nf_hook_entries broadcast=1000:1[32]
  rx_cpu_rmap=1032:*cpu_rmap index_hlist=1040:.hlist_node num_tx_queues=1056:4 qdisc=1064:*Qdisc tx_queue_len=1072:4
  tx_global_lock=1076:.spinlock xdp_bulkq=1080:*xdp_dev_bulk_queue qdisc_hash=1088:.hlist_head[16]
  watchdog_timer=1216:.timer_list watchdog_timeo=1256:4 watchdog_lock=1260:.spinlock watchdog_ref_held=1264:1
  proto_down_reason=1268:4 todo_list=1272:.list_head pcpu_refcnt=1288:* refcnt_tracker=1296:.ref_tracker_dir
  link_watch_list=1296:.list_head reg_state=1312:1 dismantle=1313:1 moving_ns=1314:1 rtnl_link_initializing=1315:1
  needs_free_netdev=1316:1 priv_destructor=1320:* ml_priv=1328:* ml_priv_type=1336:4 pcpu_stat_type=10720+8:4
  dev=1344:.device sysfs_groups=2040:*attribute_group[5] sysfs_rx_queue_group=2080:*attribute_group
  rtnl_link_ops=2088:*rtnl_link_ops stat_ops=2096:*netdev_stat_ops queue_mgmt_ops=2104:*netdev_queue_mgmt_ops
  tso_max_size=2112:4 tso_max_segs=2116:2 dcbnl_ops=2120:*dcbnl_rtnl_ops prio_tc_map=2128:1[16]
  priomap=2144:*netprio_map link_topo=2152:*phy_link_topology phydev=2160:*phy_device sfp_bus=2168:*
  qdisc_tx_busylock=2176:*lock_class_key proto_down=2184:1 irq_affinity_auto=2185:1 rx_cpu_rmap_auto=2186:1
  see_all_hwtstamp_requests=17496+1:8 change_proto_down=17497+1:8 netns_immutable=17498+1:8 fcoe_mtu=17499+1:8
  net_notifier_list=2192:.list_head udp_tunnel_nic_info=2208:*udp_tunnel_nic_info udp_tunnel_nic=2216:*udp_tunnel_nic
  cfg=2224:*netdev_config cfg_pending=2232:*netdev_config ethtool=2240:*ethtool_netdev_state
  xdp_state=2248:.bpf_xdp_entity[3] dev_addr_shadow=2296:1[32] linkwatch_dev_tracker=2328:.~25
  watchdog_dev_tracker=2328:.~25 dev_registered_tracker=2328:.~25 offload_xstats_l3=2328:*rtnl_hw_stats64
  devlink_port=2336:*devlink_port page_pools=2344:.hlist_head irq_moder=2352:*dim_irq_moder
  max_pacing_offload_horizon=2360:8 napi_config=2368:*napi_config num_napi_configs=2376:4 napi_defer_hard_irqs=2380:4
  gro_flush_timeout=2384:8 up=2392:1 request_ops_lock=2393:1 lock=2400:.mutex neighbours=2432:.hlist_head[2]
  hwprov=2448:*hwtstamp_provider priv=2496:1[0]
struct net_device_core_stats 32: rx_dropped=0:8 tx_dropped=8:8 rx_nohandler=16:8 rx_otherhost_dropped=24:8
struct net_device_ops 656: ndo_init=0:* ndo_uninit=8:* ndo_open=16:* ndo_stop=24:* ndo_start_xmit=32:*
  ndo_features_check=40:* ndo_select_queue=48:* ndo_change_rx_flags=56:* ndo_set_rx_mode=64:* ndo_set_mac_address=72:*
  ndo_validate_addr=80:* ndo_do_ioctl=88:* ndo_eth_ioctl=96:* ndo_siocbond=104:* ndo_siocwandev=112:*
  ndo_siocdevprivate=120:* ndo_set_config=128:* ndo_change_mtu=136:* ndo_neigh_setup=144:* ndo_tx_timeout=152:*
  ndo_get_stats64=160:* ndo_has_offload_stats=168:* ndo_get_offload_stats=176:* ndo_get_stats=184:*
  ndo_vlan_rx_add_vid=192:* ndo_vlan_rx_kill_vid=200:* ndo_set_vf_mac=208:* ndo_set_vf_vlan=216:*
  ndo_set_vf_rate=224:* ndo_set_vf_spoofchk=232:* ndo_set_vf_trust=240:* ndo_get_vf_config=248:*
  ndo_set_vf_link_state=256:* ndo_get_vf_stats=264:* ndo_set_vf_port=272:* ndo_get_vf_port=280:* ndo_get_vf_guid=288:*
  ndo_set_vf_guid=296:* ndo_set_vf_rss_query_en=304:* ndo_setup_tc=312:* ndo_rx_flow_steer=320:* ndo_add_slave=328:*
  ndo_del_slave=336:* ndo_get_xmit_slave=344:* ndo_sk_get_lower_dev=352:* ndo_fix_features=360:*
  ndo_set_features=368:* ndo_neigh_construct=376:* ndo_neigh_destroy=384:* ndo_fdb_add=392:* ndo_fdb_del=400:*
  ndo_fdb_del_bulk=408:* ndo_fdb_dump=416:* ndo_fdb_get=424:* ndo_mdb_add=432:* ndo_mdb_del=440:*
  ndo_mdb_del_bulk=448:* ndo_mdb_dump=456:* ndo_mdb_get=464:* ndo_bridge_setlink=472:* ndo_bridge_getlink=480:*
  ndo_bridge_dellink=488:* ndo_change_carrier=496:* ndo_get_phys_port_id=504:* ndo_get_port_parent_id=512:*
  ndo_get_phys_port_name=520:* ndo_dfwd_add_station=528:* ndo_dfwd_del_station=536:* ndo_set_tx_maxrate=544:*
  ndo_get_iflink=552:* ndo_fill_metadata_dst=560:* ndo_set_rx_headroom=568:* ndo_bpf=576:* ndo_xdp_xmit=584:*
  ndo_xdp_get_xmit_slave=592:* ndo_xsk_wakeup=600:* ndo_tunnel_ctl=608:* ndo_get_peer_dev=616:*
  ndo_fill_forward_path=624:* ndo_get_tstamp=632:* ndo_hwtstamp_get=640:* ndo_hwtstamp_set=648:*
struct net_device_stats 184: =0:.~182 =8:.~183 =16:.~184 =24:.~185 =32:.~186 =40:.~187 =48:.~188 =56:.~189 =64:.~190
  =72:.~191 =80:.~192 =88:.~193 =96:.~194 =104:.~195 =112:.~196 =120:.~197 =128:.~198 =136:.~199 =144:.~200 =152:.~201
  =160:.~202 =168:.~203 =176:.~204
struct net_generic 24: =0:.~205
struct net_rate_estimator 136: bstats=0:*gnet_stats_basic_sync stats_lock=8:*spinlock running=16:1
  cpu_bstats=24:*gnet_stats_basic_sync ewma_log=32:1 intvl_log=33:1 seq=36:.seqcount last_packets=40:8 last_bytes=48:8
  avpps=56:8 avbps=64:8 next_jiffies=72:8 timer=80:.timer_list rcu=120:.callback_head
struct netdev_config 8: hds_thresh=0:4 hds_config=4:1
struct netdev_hw_addr_list 32: list=0:.list_head count=16:4 tree=24:.rb_root
struct netdev_name_node 64: hlist=0:.hlist_node list=16:.list_head dev=32:*net_device name=40:* rcu=48:.callback_head
struct netdev_phys_item_id 33: id=0:1[32] id_len=32:1
struct netdev_queue 320: dev=0:*net_device dev_tracker=8:.~25 qdisc=8:*Qdisc qdisc_sleeping=16:*Qdisc kobj=24:.kobject
  groups=88:* tx_maxrate=96:8 trans_timeout=104:.~0 sb_dev=112:*net_device pool=120:*xsk_buff_pool dql=128:.dql
  _xmit_lock=256:.spinlock xmit_lock_owner=260:4 trans_start=264:8 state=272:8 napi=280:*napi_struct numa_node=288:4
struct netdev_queue_mgmt_ops 48: ndo_queue_mem_size=0:8 ndo_queue_mem_alloc=8:* ndo_queue_mem_free=16:*
  ndo_queue_start=24:* ndo_queue_stop=32:* ndo_queue_get_dma_dev=40:*
struct netdev_rx_queue 192: xdp_rxq=0:.xdp_rxq_info rps_map=64:*rps_map rps_flow_table=72:*rps_dev_flow_table
  kobj=80:.kobject groups=144:* dev=152:*net_device dev_tracker=160:.~25 pool=160:*xsk_buff_pool napi=168:*napi_struct
  mp_params=176:.pp_memory_provider_params
struct netdev_stat_ops 24: get_queue_stats_rx=0:* get_queue_stats_tx=8:* get_base_stats=16:*
struct netdev_tc_txq 4: count=0:2 offset=2:2
struct netlink_range_validation 16: min=0:8 max=8:8
struct netlink_range_validation_signed 16: min=0:8 max=8:8
struct netns_bpf 64: run_array=0:*bpf_prog_array[2] progs=16:*bpf_prog[2] links=32:.list_head[2]
struct netns_core 40: sysctl_hdr=0:*ctl_table_header sysctl_somaxconn=8:4 sysctl_optmem_max=12:4 sysctl_txrehash=16:1
  sysctl_tstamp_allow_data=17:1 prot_inuse=24:*prot_inuse rps_default_mask=32:*cpumask
struct netns_ct 176: ecache_dwork_pending=0:1 sysctl_log_invalid=1:1 sysctl_events=2:1 sysctl_acct=3:1
  sysctl_tstamp=4:1 sysctl_checksum=5:1 stat=8:*ip_conntrack_stat nf_conntrack_event_cb=16:*nf_ct_event_notifier
  nf_ct_proto=24:.nf_ip_net labels_used=168:.~4
struct netns_ipv4 1024: __cacheline_group_begin__netns_ipv4_read_tx=0:1[0] sysctl_tcp_early_retrans=0:1
  sysctl_tcp_tso_win_divisor=1:1 sysctl_tcp_tso_rtt_log=2:1 sysctl_tcp_autocorking=3:1 sysctl_tcp_min_snd_mss=4:4
  sysctl_tcp_notsent_lowat=8:4 sysctl_tcp_limit_output_bytes=12:4 sysctl_tcp_min_rtt_wlen=16:4 sysctl_tcp_wmem=20:4[3]
  sysctl_ip_fwd_use_pmtu=32:1 __cacheline_group_end__netns_ipv4_read_tx=33:1[0]
  __cacheline_group_begin__netns_ipv4_read_txrx=33:1[0] sysctl_tcp_moderate_rcvbuf=33:1
  __cacheline_group_end__netns_ipv4_read_txrx=34:1[0] __cacheline_group_begin__netns_ipv4_read_rx=34:1[0]
  sysctl_ip_early_demux=34:1 sysctl_tcp_early_demux=35:1 sysctl_tcp_l3mdev_accept=36:1 sysctl_tcp_reordering=40:4
  sysctl_tcp_rmem=44:4[3] __cacheline_group_end__netns_ipv4_read_rx=56:1[0] __cacheline_group_begin__icmp=64:1[0]
  icmp_global_credit=64:.~4 icmp_global_stamp=68:4 __cacheline_group_end__icmp=72:1[0]
  __cacheline_group_pad__icmp=128:.~25 tcp_death_row=128:.inet_timewait_death_row udp_table=256:*udp_table
  udp_tunnel_gro=264:.udp_tunnel_gro[2] forw_hdr=296:*ctl_table_header frags_hdr=304:*ctl_table_header
  ipv4_hdr=312:*ctl_table_header route_hdr=320:*ctl_table_header xfrm4_hdr=328:*ctl_table_header
  devconf_all=336:*ipv4_devconf devconf_dflt=344:*ipv4_devconf ra_chain=352:*ip_ra_chain ra_mutex=360:.mutex
  rules_ops=392:*fib_rules_ops fib_main=400:*fib_table fib_default=408:*fib_table fib_rules_require_fldissect=416:4
  fib_has_custom_rules=420:1 fib_has_custom_local_routes=421:1 fib_offload_disabled=422:1
  sysctl_tcp_shrink_window=423:1 fib_num_tclassid_users=424:.~4 fib_table_hash=432:*hlist_head fibnl=440:*sock
  fib_info_hash=448:*hlist_head fib_info_hash_bits=456:4 fib_info_cnt=460:4 mc_autojoin_sk=464:*sock
  peers=472:*inet_peer_base fqdir=480:*fqdir sysctl_icmp_echo_ignore_all=488:1 sysctl_icmp_echo_enable_probe=489:1
  sysctl_icmp_echo_ignore_broadcasts=490:1 sysctl_icmp_ignore_bogus_error_responses=491:1
  sysctl_icmp_errors_use_inbound_ifaddr=492:1 sysctl_icmp_ratelimit=496:4 sysctl_icmp_ratemask=500:4
  sysctl_icmp_msgs_per_sec=504:4 sysctl_icmp_msgs_burst=508:4 ip_rt_min_pmtu=512:4 ip_rt_mtu_expires=516:4
  ip_rt_min_advmss=520:4 ip_local_ports=524:.local_ports sysctl_tcp_ecn=532:1 sysctl_tcp_ecn_option=533:1
  sysctl_tcp_ecn_option_beacon=534:1 sysctl_tcp_ecn_fallback=535:1 sysctl_ip_default_ttl=536:1
  sysctl_ip_no_pmtu_disc=537:1 sysctl_ip_fwd_update_priority=538:1 sysctl_ip_nonlocal_bind=539:1
  sysctl_ip_autobind_reuse=540:1 sysctl_ip_dynaddr=541:1 sysctl_raw_l3mdev_accept=542:1 sysctl_udp_early_demux=543:1
  sysctl_nexthop_compat_mode=544:1 sysctl_fwmark_reflect=545:1 sysctl_tcp_fwmark_accept=546:1
  sysctl_tcp_mtu_probing=547:1 sysctl_tcp_mtu_probe_floor=548:4 sysctl_tcp_base_mss=552:4
  sysctl_tcp_probe_threshold=556:4 sysctl_tcp_probe_interval=560:4 sysctl_tcp_keepalive_time=564:4
  sysctl_tcp_keepalive_intvl=568:4 sysctl_tcp_keepalive_probes=572:1 sysctl_tcp_syn_retries=573:1
  sysctl_tcp_synack_retries=574:1 sysctl_tcp_syncookies=575:1 sysctl_tcp_migrate_req=576:1
  sysctl_tcp_comp_sack_nr=577:1 sysctl_tcp_backlog_ack_defer=578:1 sysctl_tcp_pingpong_thresh=579:1
  sysctl_tcp_retries1=580:1 sysctl_tcp_retries2=581:1 sysctl_tcp_orphan_retries=582:1 sysctl_tcp_tw_reuse=583:1
  sysctl_tcp_tw_reuse_delay=584:4 sysctl_tcp_fin_timeout=588:4 sysctl_tcp_sack=592:1 sysctl_tcp_window_scaling=593:1
  sysctl_tcp_timestamps=594:1 sysctl_tcp_rto_min_us=596:4 sysctl_tcp_rto_max_ms=600:4 sysctl_tcp_recovery=604:1
  sysctl_tcp_thin_linear_timeouts=605:1 sysctl_tcp_slow_start_after_idle=606:1 sysctl_tcp_retrans_collapse=607:1
  sysctl_tcp_stdurg=608:1 sysctl_tcp_rfc1337=609:1 sysctl_tcp_abort_on_overflow=610:1 sysctl_tcp_fack=611:1
  sysctl_tcp_max_reordering=612:4 sysctl_tcp_adv_win_scale=616:4 sysctl_tcp_dsack=620:1 sysctl_tcp_app_win=621:1
  sysctl_tcp_frto=622:1 sysctl_tcp_nometrics_save=623:1 sysctl_tcp_no_ssthresh_metrics_save=624:1
  sysctl_tcp_workaround_signed_windows=625:1 sysctl_tcp_challenge_ack_limit=628:4 sysctl_tcp_min_tso_segs=632:1
  sysctl_tcp_reflect_tos=633:1 sysctl_tcp_invalid_ratelimit=636:4 sysctl_tcp_pacing_ss_ratio=640:4
  sysctl_tcp_pacing_ca_ratio=644:4 sysctl_tcp_child_ehash_entries=648:4 sysctl_tcp_comp_sack_delay_ns=656:8
  sysctl_tcp_comp_sack_slack_ns=664:8 sysctl_max_syn_backlog=672:4 sysctl_tcp_fastopen=676:4
  tcp_congestion_control=680:*tcp_congestion_ops tcp_fastopen_ctx=688:*tcp_fastopen_context
  sysctl_tcp_fastopen_blackhole_timeout=696:4 tfo_active_disable_times=700:.~4 tfo_active_disable_stamp=704:8
  tcp_challenge_timestamp=712:4 tcp_challenge_count=716:4 sysctl_tcp_plb_enabled=720:1
  sysctl_tcp_plb_idle_rehash_rounds=721:1 sysctl_tcp_plb_rehash_rounds=722:1 sysctl_tcp_plb_suspend_rto_sec=723:1
  sysctl_tcp_plb_cong_thresh=724:4 sysctl_udp_wmem_min=728:4 sysctl_udp_rmem_min=732:4
  sysctl_fib_notify_on_flag_change=736:1 sysctl_tcp_syn_linear_timeouts=737:1 sysctl_udp_l3mdev_accept=738:1
  sysctl_igmp_llm_reports=739:1 sysctl_igmp_max_memberships=740:4 sysctl_igmp_max_msf=744:4 sysctl_igmp_qrv=748:4
  ping_group_range=752:.ping_group_range ping_port_rover=768:2 dev_addr_genid=772:.~4
  sysctl_udp_child_hash_entries=776:4 sysctl_local_reserved_ports=784:* sysctl_ip_prot_sock=792:4
  mr_tables=800:.list_head mr_rules_ops=816:*fib_rules_ops
  sysctl_fib_multipath_hash_seed=824:.sysctl_fib_multipath_hash_seed sysctl_fib_multipath_hash_fields=832:4
  sysctl_fib_multipath_use_neigh=836:1 sysctl_fib_multipath_hash_policy=837:1 notifier_ops=840:*fib_notifier_ops
  fib_seq=848:4 ipmr_notifier_ops=856:*fib_notifier_ops ipmr_seq=864:4 rt_genid=868:.~4 ip_id_key=872:.~217
  inet_addr_lst=888:*hlist_head addr_chk_work=896:.delayed_work
struct netns_ipv6 832: ip6_dst_ops=0:.dst_ops sysctl=192:.netns_sysctl_ipv6 devconf_all=376:*ipv6_devconf
  devconf_dflt=384:*ipv6_devconf peers=392:*inet_peer_base fqdir=400:*fqdir fib6_null_entry=408:*fib6_info
  ip6_null_entry=416:*rt6_info rt6_stats=424:*rt6_statistics ip6_fib_timer=432:.timer_list
  fib_table_hash=472:*hlist_head fib_table_hash_lock=480:.spinlock fib6_main_tbl=488:*fib6_table
  fib6_walkers=496:.list_head fib6_walker_lock=512:.~13 fib6_gc_lock=520:.spinlock ip6_rt_gc_expire=524:.~4
  ip6_rt_last_gc=528:8 flowlabel_has_excl=536:1 fib6_has_custom_rules=537:1 fib6_rules_require_fldissect=540:4
  fib6_routes_require_src=544:4 ip6_prohibit_entry=552:*rt6_info ip6_blk_hole_entry=560:*rt6_info
  fib6_local_tbl=568:*fib6_table fib6_rules_ops=576:*fib_rules_ops ndisc_sk=584:*sock tcp_sk=592:*sock
  igmp_sk=600:*sock mc_autojoin_sk=608:*sock inet6_addr_lst=616:*hlist_head addrconf_hash_lock=624:.spinlock
  addr_chk_work=632:.delayed_work mr6_tables=720:.list_head mr6_rules_ops=736:*fib_rules_ops dev_addr_genid=744:.~4
  fib6_sernum=748:.~4 seg6_data=752:*seg6_pernet_data notifier_ops=760:*fib_notifier_ops
  ip6mr_notifier_ops=768:*fib_notifier_ops ipmr_seq=776:4 ip6addrlbl_table=784:.~208 ioam6_data=800:*ioam6_pernet_data
struct netns_mib 120: ip_statistics=0:*ipstats_mib ipv6_statistics=8:*ipstats_mib tcp_statistics=16:*tcp_mib
  net_statistics=24:*linux_mib udp_statistics=32:*udp_mib udp_stats_in6=40:*udp_mib xfrm_statistics=48:*linux_xfrm_mib
  mptcp_statistics=56:*mptcp_mib udplite_statistics=64:*udp_mib udplite_stats_in6=72:*udp_mib
  icmp_statistics=80:*icmp_mib icmpmsg_statistics=88:*icmpmsg_mib icmpv6_statistics=96:*icmpv6_mib
  icmpv6msg_statistics=104:*icmpv6msg_mib proc_net_devsnmp6=112:*proc_dir_entry
struct netns_mpls 32: ip_ttl_propagate=0:4 default_ttl=4:4 platform_labels=8:8 platform_label=16:*
  ctl=24:*ctl_table_header
struct netns_nexthop 72: rb_root=0:.rb_root devhash=8:*hlist_head seq=16:4 last_id_allocated=20:4
  notifier_chain=24:.blocking_notifier_head
struct netns_nf 264: proc_netfilter=0:*proc_dir_entry nf_loggers=8:*nf_logger[11]
  nf_log_dir_header=96:*ctl_table_header nf_lwtnl_dir_header=104:*ctl_table_header hooks_ipv4=112:*nf_hook_entries[5]
  hooks_ipv6=152:*nf_hook_entries[5] hooks_arp=192:*nf_hook_entries[3] hooks_bridge=216:*nf_hook_entries[5]
  defrag_ipv4_users=256:4 defrag_ipv6_users=260:4
struct netns_nftables 8: base_seq=0:4 gencursor=4:1
struct netns_packet 40: sklist_lock=0:.mutex sklist=32:.hlist_head
struct netns_sysctl_ipv6 184: hdr=0:*ctl_table_header route_hdr=8:*ctl_table_header icmp_hdr=16:*ctl_table_header
  frags_hdr=24:*ctl_table_header xfrm6_hdr=32:*ctl_table_header flush_delay=40:4 ip6_rt_max_size=44:4
  ip6_rt_gc_min_interval=48:4 ip6_rt_gc_timeout=52:4 ip6_rt_gc_interval=56:4 ip6_rt_gc_elasticity=60:4
  ip6_rt_mtu_expires=64:4 ip6_rt_min_advmss=68:4 multipath_hash_fields=72:4 multipath_hash_policy=76:1 bindv6only=77:1
  flowlabel_consistency=78:1 auto_flowlabels=79:1 icmpv6_time=80:4 icmpv6_echo_ignore_all=84:1
  icmpv6_echo_ignore_multicast=85:1 icmpv6_echo_ignore_anycast=86:1 icmpv6_ratemask=88:8[4] icmpv6_ratemask_ptr=120:*
  anycast_src_echo_reply=128:1 ip_nonlocal_bind=129:1 fwmark_reflect=130:1 flowlabel_state_ranges=131:1
  idgen_retries=132:4 idgen_delay=136:4 flowlabel_reflect=140:4 max_dst_opts_cnt=144:4 max_hbh_opts_cnt=148:4
  max_dst_opts_len=152:4 max_hbh_opts_len=156:4 seg6_flowlabel=160:4 ioam6_id=164:4 ioam6_id_wide=168:8
  skip_notify_on_dev_down=176:1 fib_notify_on_flag_change=177:1 icmpv6_error_anycast_as_unicast=178:1
struct netns_unix 32: table=0:.unix_table sysctl_max_dgram_qlen=16:4 ctl=24:*ctl_table_header
struct netns_xdp 40: lock=0:.mutex list=32:.hlist_head
struct netns_xfrm 960: state_all=0:.list_head state_bydst=16:*hlist_head state_bysrc=24:*hlist_head
  state_byspi=32:*hlist_head state_byseq=40:*hlist_head state_cache_input=48:*hlist_head state_hmask=56:4
  state_num=60:4 state_hash_work=64:.work_struct policy_all=96:.list_head policy_byidx=112:*hlist_head
  policy_idx_hmask=120:4 idx_generator=124:4 policy_bydst=128:.xfrm_policy_hash[3] policy_count=176:4[6]
  policy_hash_work=200:.work_struct policy_hthresh=232:.xfrm_policy_hthresh inexact_bins=280:.list_head nlsk=296:*sock
  nlsk_stash=304:*sock sysctl_aevent_etime=312:4 sysctl_aevent_rseqth=316:4 sysctl_larval_drop=320:4
  sysctl_acq_expires=324:4 policy_default=328:1[3] sysctl_hdr=336:*ctl_table_header xfrm4_dst_ops=384:.dst_ops
  xfrm6_dst_ops=576:.dst_ops xfrm_state_lock=768:.spinlock xfrm_state_hash_generation=772:.seqcount_spinlock
  xfrm_policy_hash_generation=776:.seqcount_spinlock xfrm_policy_lock=780:.spinlock xfrm_cfg_mutex=784:.mutex
  nat_keepalive_work=816:.delayed_work
struct netprio_map 24: rcu=0:.callback_head priomap_len=16:4 priomap=20:4[0]
struct new_utsname 390: sysname=0:1[65] nodename=65:1[65] release=130:1[65] version=195:1[65] machine=260:1[65]
  domainname=325:1[65]
struct nexthop 136: rb_node=0:.rb_node fi_list=24:.list_head f6i_list=40:.list_head fdb_list=56:.list_head
  grp_list=72:.list_head net=88:*net id=96:4 protocol=100:1 nh_flags=101:1 is_group=102:1 dead=103:1
  lock=104:.spinlock refcnt=108:.refcount_struct rcu=112:.callback_head =128:.~212
struct nf_ct_event_notifier 16: ct_event=0:* exp_event=8:*
struct nf_generic_net 4: timeout=0:4
struct nf_gre_net 24: keymap_list=0:.list_head timeouts=16:4[2]
struct nf_hook_entries 8: num_hook_entries=0:2 hooks=8:.nf_hook_entry[0]
struct nf_hook_entry 16: hook=0:* priv=8:*
struct nf_icmp_net 4: timeout=0:4
struct nf_ip_net 144: generic=0:.nf_generic_net tcp=4:.nf_tcp_net udp=64:.nf_udp_net icmp=72:.nf_icmp_net
  icmpv6=76:.nf_icmp_net sctp=80:.nf_sctp_net gre=120:.nf_gre_net
struct nf_logger 32: name=0:* type=8:4 logfn=16:* me=24:*module
struct nf_sctp_net 40: timeouts=0:4[10]
struct nf_tcp_net 60: timeouts=0:4[14] tcp_loose=56:1 tcp_be_liberal=57:1 tcp_max_retrans=58:1
  tcp_ignore_invalid_rst=59:1
struct nf_udp_net 8: timeouts=0:4[2]
struct nh_group 24: spare=0:*nh_group num_nh=8:2 is_multipath=10:1 hash_threshold=11:1 resilient=12:1 fdb_nh=13:1
  has_v4=14:1 hw_stats=15:1 res_table=16:*nh_res_table nh_entries=24:.nh_grp_entry[0]
struct nh_grp_entry 80: nh=0:*nexthop stats=8:*nh_grp_entry_stats weight=16:2 =24:.~213 nh_list=48:.list_head
  nh_parent=64:*nexthop packets_hw=72:8
struct nh_grp_entry_stats 8: packets=0:.~46 syncp=8:.u64_stats_sync
struct nh_info 144: dev_hash=0:.hlist_node nh_parent=16:*nexthop family=24:1 reject_nh=25:1 fdb_nh=26:1 =32:.~216
struct nh_res_bucket 32: nh_entry=0:*nh_grp_entry used_time=8:.~0 migrated_time=16:8 occupied=24:1 nh_flags=25:1
struct nh_res_table 144: net=0:*net nhg_id=8:4 upkeep_dw=16:.delayed_work uw_nh_entries=104:.list_head
  unbalanced_since=120:8 idle_timer=128:4 unbalanced_timer=132:4 num_nh_buckets=136:2 nh_buckets=144:.nh_res_bucket[0]
struct nla_policy 16: type=0:1 validation_type=1:1 len=2:2 =8:.~48
struct nlattr 4: nla_len=0:2 nla_type=2:2
struct node_barn 48: lock=0:.spinlock sheaves_full=8:.list_head sheaves_empty=24:.list_head nr_full=40:4 nr_empty=44:4
struct notification 32: requests=0:.~4 flags=4:4 next_id=8:8 notifications=16:.list_head
struct notifier_block 24: notifier_call=0:* next=8:*notifier_block priority=16:4
struct ns_common 80: ns_type=0:4 stashed=8:*dentry ops=16:*proc_ns_operations inum=24:4 __ns_ref=28:.refcount_struct
  =32:.~119
struct nsproxy 72: count=0:.refcount_struct uts_ns=8:*uts_namespace ipc_ns=16:*ipc_namespace mnt_ns=24:*mnt_namespace
  pid_ns_for_children=32:*pid_namespace net_ns=40:*net time_ns=48:*time_namespace
  time_ns_for_children=56:*time_namespace cgroup_ns=64:*cgroup_namespace
struct numa_drop_counters 128: drops0=0:.~4 drops1=64:.~4
struct numa_group 56: refcount=0:.refcount_struct lock=4:.spinlock nr_tasks=8:4 gid=12:4 active_nodes=16:4
  rcu=24:.callback_head total_faults=40:8 max_faults_cpu=48:8 faults=56:8[0]
struct obj_cgroup 48: refcnt=0:.percpu_ref memcg=16:*mem_cgroup nr_charged_bytes=24:.~4 =32:.~26
struct of_device_id 200: name=0:1[32] type=32:1[32] compatible=64:1[128] data=192:*
struct old_timespec32 8: tv_sec=0:4 tv_nsec=4:4
struct open_how 24: flags=0:8 mode=8:8 resolve=16:8
struct optimistic_spin_queue 4: tail=0:.~4
struct orc_entry 6: sp_offset=0:2 bp_offset=2:2 sp_reg=32+4:4 bp_reg=36+4:4 type=40+3:4 signal=43+1:4
struct pacct_struct 56: ac_flag=0:4 ac_exitcode=8:8 ac_mem=16:8 ac_utime=24:8 ac_stime=32:8 ac_minflt=40:8
  ac_majflt=48:8
struct page 64: flags=0:.~59 =8:.~60 =48:.~61 _refcount=52:.~4 memcg_data=56:8
struct page_counter 192: usage=0:.~0 failcnt=8:8 _pad1_=64:.cacheline_padding emin=64:8 min_usage=72:.~0
  children_min_usage=80:.~0 elow=88:8 low_usage=96:.~0 children_low_usage=104:.~0 watermark=112:8
  local_watermark=120:8 _pad2_=128:.cacheline_padding protection_support=128:1 track_failcnt=129:1 min=136:8 low=144:8
  high=152:8 max=160:8 parent=168:*page_counter
struct page_frag 16: page=0:*page offset=8:4 size=12:4
struct page_pool 1664: p=0:.page_pool_params_fast cpuid=48:4 pages_state_hold_cnt=52:4 has_init_callback=448+1:1
  dma_map=449+1:1 dma_sync=450+1:1 dma_sync_for_cpu=451+1:1 __cacheline_group_begin__frag=64:1[0] frag_users=64:8
  frag_page=72:8 frag_offset=80:4 __cacheline_group_end__frag=88:1[0] __cacheline_group_pad__frag=96:.~25
  release_dw=96:.delayed_work disconnect=184:* defer_start=192:8 defer_warn=200:8 xdp_mem_id=208:4
  alloc=256:.pp_alloc_cache ring=1344:.ptr_ring mp_priv=1536:* mp_ops=1544:*memory_provider_ops
  dma_mapped=1552:.xarray pages_state_release_cnt=1568:.~4 user_cnt=1572:.refcount_struct destroy_cnt=1576:8
  slow=1584:.page_pool_params_slow user=1616:.~66
struct page_pool_params_fast 48: order=0:4 pool_size=4:4 nid=8:4 dev=16:*device napi=24:*napi_struct dma_dir=32:4
  max_len=36:4 offset=40:4
struct page_pool_params_slow 32: netdev=0:*net_device queue_idx=8:4 flags=12:4 init_callback=16:* init_arg=24:*
struct param_attribute 64: mattr=0:.module_attribute param=56:*kernel_param
struct partition_meta_info 101: uuid=0:1[37] volname=37:1[64]
struct path 16: mnt=0:*vfsmount dentry=8:*dentry
struct pci_msi_desc 24: =0:.~168 msi_attrib=4:.~169 =16:.~170
struct pcpu_dstats 64: rx_packets=0:.~46 rx_bytes=8:.~46 tx_packets=16:.~46 tx_bytes=24:.~46 rx_drops=32:.~46
  tx_drops=40:.~46 syncp=48:.u64_stats_sync
struct pcpu_freelist 8: freelist=0:*pcpu_freelist_head
struct pcpu_freelist_head 16: first=0:*pcpu_freelist_node lock=8:.qspinlock
struct pcpu_freelist_node 8: next=0:*pcpu_freelist_node
struct pcpu_lstats 16: packets=0:.~46 bytes=8:.~46 syncp=16:.u64_stats_sync
struct pcpu_sw_netstats 32: rx_packets=0:.~46 rx_bytes=8:.~46 tx_packets=16:.~46 tx_bytes=24:.~46
  syncp=32:.u64_stats_sync
struct per_cpu_nodestat 52: stat_threshold=0:1 vm_node_stat_diff=1:1[51]
struct per_cpu_pages 256: lock=0:.spinlock count=4:4 high=8:4 high_min=12:4 high_max=16:4 batch=20:4 flags=24:1
  alloc_factor=25:1 expire=26:1 free_count=28:2 lists=32:.list_head[14]
struct per_cpu_zonestat 64: vm_stat_diff=0:1[11] stat_threshold=11:1 vm_numa_event=16:8[6]
struct percpu_counter 40: lock=0:.raw_spinlock count=8:8 list=16:.list_head counters=32:*
struct percpu_ref 16: percpu_count_ptr=0:8 data=8:*percpu_ref_data
struct percpu_ref_data 56: count=0:.~0 release=8:* confirm_switch=16:* force_atomic=192+1:1 allow_reinit=193+1:1
  rcu=32:.callback_head ref=48:*percpu_ref
struct percpu_rw_semaphore 96: rss=0:.rcu_sync read_count=48:* writer=56:.rcuwait waiters=64:.wait_queue_head
  block=88:.~4
struct perf_addr_filter_range 16: start=0:8 size=8:8
struct perf_addr_filters_head 24: list=0:.list_head lock=16:.raw_spinlock nr_file_filters=20:4
struct perf_buffer 280: refcount=0:.refcount_struct callback_head=8:.callback_head nr_pages=24:4 overwrite=28:4
  paused=32:4 poll=36:.~4 head=40:.~27 nest=48:4 events=56:.~27 wakeup=64:.~27 lost=72:.~27 watermark=80:8
  aux_watermark=88:8 event_lock=96:.spinlock event_list=104:.list_head mmap_count=120:.refcount_struct
  mmap_locked=128:8 mmap_user=136:*user_struct aux_mutex=144:.mutex aux_head=176:8 aux_nest=184:4 aux_wakeup=192:8
  aux_pgoff=200:8 aux_nr_pages=208:4 aux_overwrite=212:4 aux_mmap_count=216:.refcount_struct aux_mmap_locked=224:8
  free_aux=232:* aux_refcount=240:.refcount_struct aux_in_sampling=244:4 aux_in_pause_resume=248:4 aux_pages=256:*
  aux_priv=264:* user_page=272:*perf_event_mmap_page data_pages=280:*[0]
struct perf_cgroup 216: css=0:.cgroup_subsys_state info=208:*perf_cgroup_info
struct perf_cgroup_info 32: time=0:8 timestamp=8:8 timeoffset=16:8 active=24:4
struct perf_ctx_data 40: callback_head=0:.callback_head refcount=16:.refcount_struct global=20:4
  ctx_cache=24:*kmem_cache data=32:*
struct perf_domain 32: em_pd=0:*em_perf_domain next=8:*perf_domain rcu=16:.callback_head
struct perf_event 1352: event_entry=0:.list_head sibling_list=16:.list_head active_list=32:.list_head
  group_node=48:.rb_node group_index=72:8 migrate_entry=80:.list_head hlist_entry=96:.hlist_node
  active_entry=112:.list_head nr_siblings=128:4 event_caps=132:4 group_caps=136:4 group_generation=140:4
  group_leader=144:*perf_event pmu=152:*pmu pmu_private=160:* state=168:4 attach_state=172:4 count=176:.~47
  child_count=184:.~0 total_time_enabled=192:8 total_time_running=200:8 tstamp=208:8 attr=216:.perf_event_attr
  header_size=352:2 id_header_size=354:2 read_size=356:2 hw=360:.hw_perf_event ctx=568:*perf_event_context
  pmu_ctx=576:*perf_event_pmu_context refcount=584:.~0 child_total_time_enabled=592:.~0
  child_total_time_running=600:.~0 child_mutex=608:.mutex child_list=640:.list_head parent=656:*perf_event oncpu=664:4
  cpu=668:4 owner_entry=672:.list_head owner=688:*task_struct owner_class=696:1 mmap_mutex=704:.mutex
  mmap_count=736:.refcount_struct rb=744:*perf_buffer rb_entry=752:.list_head rcu_batches=768:8 rcu_pending=776:4
  waitq=784:.wait_queue_head fasync=808:*fasync_struct pending_wakeup=816:4 pending_kill=820:4 pending_disable=824:4
  pending_addr=832:8 pending_irq=840:.irq_work pending_disable_irq=872:.irq_work pending_task=904:.callback_head
  pending_work=920:4 event_limit=924:.~4 addr_filters=928:.perf_addr_filters_head
  addr_filter_ranges=952:*perf_addr_filter_range addr_filters_gen=960:8 aux_event=968:*perf_event destroy=976:*
  callback_head=984:.callback_head ns=1000:*pid_namespace id=1008:8 lost_samples=1016:.~0 clock=1024:*
  overflow_handler=1032:* overflow_handler_context=1040:* prog=1048:*bpf_prog bpf_cookie=1056:8
  tp_event=1064:*trace_event_call filter=1072:*event_filter ftrace_ops=1080:.ftrace_ops cgrp=1296:*perf_cgroup
  security=1304:* sb_list=1312:.list_head pmu_list=1328:.list_head orig_type=1344:4
struct perf_event_attr 136: type=0:4 size=4:4 config=8:8 =16:.~315 sample_type=24:8 read_format=32:8 disabled=320+1:8
  inherit=321+1:8 pinned=322+1:8 exclusive=323+1:8 exclude_user=324+1:8 exclude_kernel=325+1:8 exclude_hv=326+1:8
  exclude_idle=327+1:8 mmap=328+1:8 comm=329+1:8 freq=330+1:8 inherit_stat=331+1:8 enable_on_exec=332+1:8 task=333+1:8
  watermark=334+1:8 precise_ip=335+2:8 mmap_data=337+1:8 sample_id_all=338+1:8 exclude_host=339+1:8
  exclude_guest=340+1:8 exclude_callchain_kernel=341+1:8 exclude_callchain_user=342+1:8 mmap2=343+1:8
  comm_exec=344+1:8 use_clockid=345+1:8 context_switch=346+1:8 write_backward=347+1:8 namespaces=348+1:8
  ksymbol=349+1:8 bpf_event=350+1:8 aux_output=351+1:8 cgroup=352+1:8 text_poke=353+1:8 build_id=354+1:8
  inherit_thread=355+1:8 remove_on_exec=356+1:8 sigtrap=357+1:8 __reserved_1=358+26:8 =48:.~316 bp_type=52:4 =56:.~317
  =64:.~318 branch_sample_type=72:8 sample_regs_user=80:8 sample_stack_user=88:4 clockid=92:4 sample_regs_intr=96:8
  aux_watermark=104:4 sample_max_stack=108:2 __reserved_2=110:2 aux_sample_size=112:4 =116:.~319 sig_data=120:8
  config3=128:8
struct perf_event_context 224: lock=0:.raw_spinlock mutex=8:.mutex pmu_ctx_list=40:.list_head
  pinned_groups=56:.perf_event_groups flexible_groups=72:.perf_event_groups event_list=88:.list_head nr_events=104:4
  nr_user=108:4 is_active=112:4 nr_stat=116:4 nr_freq=120:4 rotate_disable=124:4 refcount=128:.refcount_struct
  task=136:*task_struct time=144:8 timestamp=152:8 timeoffset=160:8 parent_ctx=168:*perf_event_context
  parent_gen=176:8 generation=184:8 pin_count=192:4 nr_cgroups=196:4 callback_head=200:.callback_head
  nr_no_switch_fast=216:.~27
struct perf_event_groups 16: tree=0:.rb_root index=8:8
struct perf_event_mmap_page 1088: version=0:4 compat_version=4:4 lock=8:4 index=12:4 offset=16:8 time_enabled=24:8
  time_running=32:8 =40:.~302 pmc_width=48:2 time_shift=50:2 time_mult=52:4 time_offset=56:8 time_zero=64:8 size=72:4
  __reserved_1=76:4 time_cycles=80:8 time_mask=88:8 __reserved=96:1[928] data_head=1024:8 data_tail=1032:8
  data_offset=1040:8 data_size=1048:8 aux_head=1056:8 aux_tail=1064:8 aux_offset=1072:8 aux_size=1080:8
struct perf_event_pmu_context 112: pmu=0:*pmu ctx=8:*perf_event_context pmu_ctx_entry=16:.list_head
  pinned_active=32:.list_head flexible_active=48:.list_head embedded=512+1:4 nr_events=68:4 nr_cgroups=72:4
  nr_freq=76:4 refcount=80:.~4 callback_head=88:.callback_head rotate_necessary=104:4
struct pfnmap_track_ctx 24: kref=0:.kref pfn=8:8 size=16:8
struct pglist_data 174848: node_zones=0:.zone[5] node_zonelists=9920:.zonelist[2] nr_zones=173792:4
  node_size_lock=173796:.spinlock node_start_pfn=173800:8 node_present_pages=173808:8 node_spanned_pages=173816:8
  node_id=173824:4 kswapd_wait=173832:.wait_queue_head pfmemalloc_wait=173856:.wait_queue_head
  reclaim_wait=173880:.wait_queue_head[4] nr_writeback_throttled=173976:.~4 nr_reclaim_start=173984:8
  kswapd_lock=173992:.mutex kswapd=174024:*task_struct kswapd_order=174032:4 kswapd_highest_zoneidx=174036:4
  kswapd_failures=174040:.~4 kcompactd_max_order=174044:4 kcompactd_highest_zoneidx=174048:4
  kcompactd_wait=174056:.wait_queue_head kcompactd=174080:*task_struct proactive_compact_trigger=174088:1
  totalreserve_pages=174096:8 min_unmapped_pages=174104:8 min_slab_pages=174112:8 _pad1_=174144:.cacheline_padding
  first_deferred_pfn=174144:8 deferred_split_queue=174152:.deferred_split nbp_rl_start=174184:4
  nbp_rl_nr_cand=174192:8 nbp_threshold=174200:4 nbp_th_start=174204:4 nbp_th_nr_cand=174208:8 __lruvec=174216:.lruvec
  flags=174368:8 _pad2_=174400:.cacheline_padding per_cpu_nodestats=174400:*per_cpu_nodestat vm_stat=174408:.~0[51]
  memtier=174816:*memory_tier
struct pgprot 8: pgprot=0:8
struct phy_c45_device_ids 136: devices_in_package=0:4 mmds_present=4:4 device_ids=8:4[32]
struct phy_device 1408: mdio=0:.mdio_device drv=800:*phy_driver devlink=808:*device_link phyindex=816:4 phy_id=820:4
  c45_ids=824:.phy_c45_device_ids is_c45=7680+1:4 is_internal=7681+1:4 is_pseudo_fixed_link=7682+1:4
  is_gigabit_capable=7683+1:4 has_fixups=7684+1:4 suspended=7685+1:4 suspended_by_mdio_bus=7686+1:4
  sysfs_links=7687+1:4 loopback_enabled=7688+1:4 downshifted_rate=7689+1:4 is_on_sfp_module=7690+1:4
  mac_managed_pm=7691+1:4 wol_enabled=7692+1:4 is_genphy_driven=7693+1:4 autoneg=7694+1:4 link=7695+1:4
  autoneg_complete=7696+1:4 interrupts=7697+1:4 irq_suspended=7698+1:4 irq_rerun=7699+1:4 default_timestamp=7700+1:4
  rate_matching=964:4 state=968:4 dev_flags=972:4 interface=976:4 possible_interfaces=984:8[1] speed=992:4
  duplex=996:4 port=1000:4 pause=1004:4 asym_pause=1008:4 master_slave_get=1012:1 master_slave_set=1013:1
  master_slave_state=1014:1 supported=1016:8[2] advertising=1032:8[2] lp_advertising=1048:8[2] adv_old=1064:8[2]
  supported_eee=1080:8[2] advertising_eee=1096:8[2] eee_disabled_modes=1112:8[2] enable_tx_lpi=1128:1
  eee_active=1129:1 eee_cfg=1132:.eee_config host_interfaces=1144:8[1] leds=1152:.list_head irq=1168:4 priv=1176:*
  skb=1184:*sk_buff ehdr=1192:* nest=1200:*nlattr state_queue=1208:.delayed_work lock=1296:.mutex
  sfp_bus_attached=1328:1 sfp_bus=1336:* phylink=1344:* attached_dev=1352:*net_device mii_ts=1360:*mii_timestamper
  psec=1368:* mdix=1376:1 mdix_ctrl=1377:1 pma_extable=1380:4 link_down_events=1384:4 phy_link_change=1392:*
  adjust_link=1400:*
struct phy_driver 592: mdiodrv=0:.mdio_driver_common phy_id=152:4 name=160:* phy_id_mask=168:4 features=176:*
  flags=184:4 driver_data=192:* soft_reset=200:* config_init=208:* probe=216:* get_features=224:* inband_caps=232:*
  config_inband=240:* get_rate_matching=248:* suspend=256:* resume=264:* config_aneg=272:* aneg_done=280:*
  read_status=288:* config_intr=296:* handle_interrupt=304:* remove=312:* match_phy_device=320:* set_wol=328:*
  get_wol=336:* link_change_notify=344:* read_mmd=352:* write_mmd=360:* read_page=368:* write_page=376:*
  module_info=384:* module_eeprom=392:* cable_test_start=400:* cable_test_tdr_start=408:* cable_test_get_status=416:*
  get_phy_stats=424:* get_link_stats=432:* update_stats=440:* get_sset_count=448:* get_strings=456:* get_stats=464:*
  get_tunable=472:* set_tunable=480:* set_loopback=488:* get_sqi=496:* get_sqi_max=504:* get_plca_cfg=512:*
  set_plca_cfg=520:* get_plca_status=528:* led_brightness_set=536:* led_blink_set=544:* led_hw_is_supported=552:*
  led_hw_control_set=560:* led_hw_control_get=568:* led_polarity_set=576:* get_next_update_time=584:*
struct phy_link_topology 24: phys=0:.xarray next_phy_index=16:4
struct pid 144: count=0:.refcount_struct level=4:4 lock=8:.spinlock =16:.~234 tasks=64:.hlist_head[4]
  inodes=96:.hlist_head wait_pidfd=104:.wait_queue_head rcu=128:.callback_head numbers=144:.upid[0]
struct pid_namespace 344: idr=0:.idr rcu=24:.callback_head pid_allocated=40:4 child_reaper=48:*task_struct
  pid_cachep=56:*kmem_cache level=64:4 pid_max=68:4 parent=72:*pid_namespace bacct=80:*fs_pin
  user_ns=88:*user_namespace ucounts=96:*ucounts reboot=104:4 ns=112:.ns_common work=192:.work_struct
  set=224:.ctl_table_set sysctls=328:*ctl_table_header memfd_noexec_scope=336:4
struct pidfs_attr 32: xattrs=0:*simple_xattrs __pei=8:.pidfs_exit_info exit_info=24:*pidfs_exit_info
struct pidfs_exit_info 16: cgroupid=0:8 exit_code=8:4 coredump_mask=12:4
struct ping_group_range 16: lock=0:.~114 range=8:.~12[2]
struct pipe_buf_operations 32: confirm=0:* release=8:* try_steal=16:* get=24:*
struct pipe_buffer 40: page=0:*page offset=8:4 len=12:4 ops=16:*pipe_buf_operations flags=24:4 private=32:8
struct pipe_inode_info 176: mutex=0:.mutex rd_wait=32:.wait_queue_head wr_wait=56:.wait_queue_head =80:.~75
  max_usage=88:4 ring_size=92:4 nr_accounted=96:4 readers=100:4 writers=104:4 files=108:4 r_counter=112:4
  w_counter=116:4 poll_usage=120:1 tmp_page=128:*page[2] fasync_readers=144:*fasync_struct
  fasync_writers=152:*fasync_struct bufs=160:*pipe_buffer user=168:*user_struct
struct plist_head 16: node_list=0:.list_head
struct plist_node 40: prio=0:4 prio_list=8:.list_head node_list=24:.list_head
struct pm_message 4: event=0:4
struct pm_qos_constraints 40: list=0:.plist_head target_value=16:4 default_value=20:4 no_constraint_value=24:4
  type=28:4 notifiers=32:*blocking_notifier_head
struct pm_qos_flags 24: list=0:.list_head effective_flags=16:4
struct pm_qos_flags_request 24: node=0:.list_head flags=16:4
struct pm_subsys_data 64: lock=0:.spinlock refcount=4:4 clock_op_might_sleep=8:4 clock_mutex=16:.mutex
  clock_list=48:.list_head
struct pmu 320: entry=0:.list_head events_lock=16:.spinlock events=24:.list_head module=40:*module dev=48:*device
  parent=56:*device attr_groups=64:* attr_update=72:* name=80:* type=88:4 capabilities=92:4 scope=96:4
  cpu_pmu_context=104:* exclusive_cnt=112:.~4 task_ctx_nr=116:4 hrtimer_interval_ms=120:4 nr_addr_filters=124:4
  pmu_enable=128:* pmu_disable=136:* event_init=144:* event_mapped=152:* event_unmapped=160:* add=168:* del=176:*
  start=184:* stop=192:* read=200:* start_txn=208:* commit_txn=216:* cancel_txn=224:* event_idx=232:* sched_task=240:*
  task_ctx_cache=248:*kmem_cache setup_aux=256:* free_aux=264:* snapshot_aux=272:* addr_filters_validate=280:*
  addr_filters_sync=288:* aux_output_match=296:* filter=304:* check_period=312:*
struct pollfd 8: fd=0:4 events=4:2 revents=6:2
struct pool_workqueue 512: pool=0:*worker_pool wq=8:*workqueue_struct work_color=16:4 flush_color=20:4 refcnt=24:4
  nr_in_flight=28:4[16] plugged=92:1 nr_active=96:4 inactive_works=104:.list_head pending_node=120:.list_head
  pwqs_node=136:.list_head mayday_node=152:.list_head mayday_cursor=168:.work_struct stats=200:8[8]
  release_work=264:.kthread_work rcu=304:.callback_head
struct posix_acl 24: =0:.~124 a_entries=24:.posix_acl_entry[0]
struct posix_acl_entry 8: e_tag=0:2 e_perm=2:2 =4:.~125
struct posix_acl_hdr 24: a_refcount=0:.refcount_struct a_count=4:4 a_rcu=8:.callback_head
struct posix_cputimer_base 24: nextevt=0:8 tqhead=8:.timerqueue_head
struct posix_cputimers 80: bases=0:.posix_cputimer_base[3] timers_active=72:4 expiry_active=76:4
struct posix_cputimers_work 56: work=0:.callback_head mutex=16:.mutex scheduled=48:4
struct pp_alloc_cache 1032: count=0:4 cache=8:8[128]
struct pp_memory_provider_params 16: mp_priv=0:* mp_ops=8:*memory_provider_ops
struct pr_ops 56: pr_register=0:* pr_reserve=8:* pr_release=16:* pr_preempt=24:* pr_clear=32:* pr_read_keys=40:*
  pr_read_reservation=48:*
struct prev_cputime 24: utime=0:8 stime=8:8 lock=16:.raw_spinlock
struct proc_dir_entry 168: in_use=0:.~4 refcnt=4:.refcount_struct pde_openers=8:.list_head
  pde_unload_lock=24:.spinlock pde_unload_completion=32:*completion proc_iops=40:*inode_operations =48:.~220 =56:.~221
  write=64:* data=72:* state_size=80:4 low_ino=84:4 nlink=88:4 uid=92:.~11 gid=96:.~12 size=104:8
  parent=112:*proc_dir_entry subdir=120:.rb_root subdir_node=128:.rb_node name=152:* mode=160:2 flags=162:1
  namelen=163:1 inline_name=164:1[0]
struct proc_ns_operations 56: name=0:* real_ns_name=8:* get=16:* put=24:* install=32:* owner=40:* get_parent=48:*
struct proc_ops 96: proc_flags=0:4 proc_open=8:* proc_read=16:* proc_read_iter=24:* proc_write=32:* proc_lseek=40:*
  proc_release=48:* proc_poll=56:* proc_ioctl=64:* proc_compat_ioctl=72:* proc_mmap=80:* proc_get_unmapped_area=88:*
struct prog_entry 16: target=0:4 when_to_branch=4:4 pred=8:*filter_pred
struct property 32: name=0:* length=8:4 value=16:* next=24:*property
struct prot_inuse 260: all=0:4 val=4:4[64]
struct proto 448: close=0:* pre_connect=8:* connect=16:* disconnect=24:* accept=32:* ioctl=40:* init=48:* destroy=56:*
  shutdown=64:* setsockopt=72:* getsockopt=80:* keepalive=88:* compat_ioctl=96:* sendmsg=104:* recvmsg=112:*
  splice_eof=120:* bind=128:* bind_add=136:* backlog_rcv=144:* bpf_bypass_getsockopt=152:* release_cb=160:* hash=168:*
  unhash=176:* rehash=184:* get_port=192:* put_port=200:* psock_update_sk_prot=208:* inuse_idx=216:4
  stream_memory_free=224:* sock_is_readable=232:* enter_memory_pressure=240:* leave_memory_pressure=248:*
  memory_allocated=256:*~0 per_cpu_fw_alloc=264:* sockets_allocated=272:*percpu_counter memory_pressure=280:*
  sysctl_mem=288:* sysctl_wmem=296:* sysctl_rmem=304:* sysctl_wmem_offset=312:4 sysctl_rmem_offset=316:4
  max_header=320:4 no_autobind=324:1 slab=328:*kmem_cache obj_size=336:4 ipv6_pinfo_offset=340:4 slab_flags=344:4
  useroffset=348:4 usersize=352:4 rsk_prot=360:*request_sock_ops twsk_prot=368:*timewait_sock_ops h=376:.~235
  owner=384:*module name=392:1[32] node=424:.list_head diag_destroy=440:*
struct proto_ops 224: family=0:4 owner=8:*module release=16:* bind=24:* connect=32:* socketpair=40:* accept=48:*
  getname=56:* poll=64:* ioctl=72:* compat_ioctl=80:* gettstamp=88:* listen=96:* shutdown=104:* setsockopt=112:*
  getsockopt=120:* show_fdinfo=128:* sendmsg=136:* recvmsg=144:* mmap=152:* splice_read=160:* splice_eof=168:*
  set_peek_off=176:* peek_len=184:* read_sock=192:* read_skb=200:* sendmsg_locked=208:* set_rcvlowat=216:*
struct psi_group 720: parent=0:*psi_group enabled=8:1 avgs_lock=16:.mutex pcpu=48:*psi_group_cpu avg_total=56:8[6]
  avg_last_update=104:8 avg_next_update=112:8 avgs_work=120:.delayed_work avg_triggers=208:.list_head
  avg_nr_triggers=224:4[6] total=248:8[12] avg=344:8[18] rtpoll_task=488:*task_struct rtpoll_timer=496:.timer_list
  rtpoll_wait=536:.wait_queue_head rtpoll_wakeup=560:.~4 rtpoll_scheduled=564:.~4 rtpoll_trigger_lock=568:.mutex
  rtpoll_triggers=600:.list_head rtpoll_nr_triggers=616:4[6] rtpoll_states=640:4 rtpoll_min_period=648:8
  rtpoll_total=656:8[6] rtpoll_next_update=704:8 rtpoll_until=712:8
struct psi_group_cpu 128: tasks=0:4[4] state_mask=16:4 times=20:4[7] state_start=48:8 times_prev=64:4[14]
struct pt_regs 168: r15=0:8 r14=8:8 r13=16:8 r12=24:8 bp=32:8 bx=40:8 r11=48:8 r10=56:8 r9=64:8 r8=72:8 ax=80:8
  cx=88:8 dx=96:8 si=104:8 di=112:8 orig_ax=120:8 ip=128:8 =136:.~290 flags=144:8 sp=152:8 =160:.~291
struct ptr_ring 192: producer=0:4 producer_lock=4:.spinlock consumer_head=64:4 consumer_tail=68:4
  consumer_lock=72:.spinlock size=128:4 batch=132:4 queue=136:*
struct qdisc_size_table 64: rcu=0:.callback_head list=16:.list_head szopts=32:.tc_sizespec refcnt=56:4 data=60:2[0]
struct qdisc_skb_head 24: head=0:*sk_buff tail=8:*sk_buff qlen=16:4 lock=20:.spinlock
struct qrwlock 8: =0:.~14 wait_lock=4:.qspinlock
struct qspinlock 4: =0:.~3
struct qstr 16: =0:.~85 name=8:*
struct queue_limits 192: features=0:4 flags=4:4 seg_boundary_mask=8:8 virt_boundary_mask=16:8 max_hw_sectors=24:4
  max_dev_sectors=28:4 chunk_sectors=32:4 max_sectors=36:4 max_user_sectors=40:4 max_segment_size=44:4
  min_segment_size=48:4 physical_block_size=52:4 logical_block_size=56:4 alignment_offset=60:4 io_min=64:4 io_opt=68:4
  max_discard_sectors=72:4 max_hw_discard_sectors=76:4 max_user_discard_sectors=80:4 max_secure_erase_sectors=84:4
  max_write_zeroes_sectors=88:4 max_wzeroes_unmap_sectors=92:4 max_hw_wzeroes_unmap_sectors=96:4
  max_user_wzeroes_unmap_sectors=100:4 max_hw_zone_append_sectors=104:4 max_zone_append_sectors=108:4
  discard_granularity=112:4 discard_alignment=116:4 zone_write_granularity=120:4 atomic_write_hw_max=124:4
  atomic_write_max_sectors=128:4 atomic_write_hw_boundary=132:4 atomic_write_boundary_sectors=136:4
  atomic_write_hw_unit_min=140:4 atomic_write_unit_min=144:4 atomic_write_hw_unit_max=148:4
  atomic_write_unit_max=152:4 max_segments=156:2 max_integrity_segments=158:2 max_discard_segments=160:2
  max_write_streams=162:2 write_stream_granularity=164:4 max_open_zones=168:4 max_active_zones=172:4
  dma_alignment=176:4 dma_pad_mask=180:4 integrity=184:.blk_integrity
struct quota_format_ops 64: check_quota_file=0:* read_file_info=8:* write_file_info=16:* free_file_info=24:*
  read_dqblk=32:* commit_dqblk=40:* release_dqblk=48:* get_next_id=56:*
struct quota_format_type 32: qf_fmt_id=0:4 qf_ops=8:*quota_format_ops qf_owner=16:*module
  qf_next=24:*quota_format_type
struct quota_info 312: flags=0:4 dqio_sem=8:.rw_semaphore files=48:*inode[3] info=72:.mem_dqinfo[3]
  ops=288:*quota_format_ops[3]
struct quotactl_ops 88: quota_on=0:* quota_off=8:* quota_enable=16:* quota_disable=24:* quota_sync=32:* set_info=40:*
  get_dqblk=48:* get_nextdqblk=56:* set_dqblk=64:* get_state=72:* rm_xquota=80:*
struct range 16: start=0:8 end=8:8
struct range_tree 32: it_root=0:.rb_root_cached range_size_root=16:.rb_root_cached
struct ratelimit_state 32: lock=0:.raw_spinlock interval=4:4 burst=8:4 rs_n_left=12:.~4 missed=16:.~4 flags=20:4
  begin=24:8
struct raw_hashinfo 2112: lock=0:.spinlock ht=64:.hlist_head[256]
struct raw_notifier_head 8: head=0:*notifier_block
struct raw_spinlock 4: raw_lock=0:.qspinlock
struct rb_node 24: __rb_parent_color=0:8 rb_right=8:*rb_node rb_left=16:*rb_node
struct rb_root 8: rb_node=0:*rb_node
struct rb_root_cached 16: rb_root=0:.rb_root rb_leftmost=8:*rb_node
struct rchan 360: version=0:4 subbuf_size=8:8 n_subbufs=16:8 alloc_size=24:8 cb=32:*rchan_callbacks kref=40:.kref
  private_data=48:* buf=56:* is_global=64:4 list=72:.list_head parent=88:*dentry has_base_filename=96:4
  base_filename=100:1[255]
struct rchan_callbacks 24: subbuf_start=0:* create_buf_file=8:* remove_buf_file=16:*
struct rcu_exp_work 48: rew_s=0:8 rew_work=8:.kthread_work
struct rcu_node 704: lock=0:.raw_spinlock gp_seq=8:8 gp_seq_needed=16:8 completedqs=24:8 qsmask=32:8
  rcu_gp_init_mask=40:8 qsmaskinit=48:8 qsmaskinitnext=56:8 expmask=64:8 expmaskinit=72:8 expmaskinitnext=80:8
  exp_kworker=88:*kthread_worker cbovldmask=96:8 ffmask=104:8 grpmask=112:8 grplo=120:4 grphi=124:4 grpnum=128:1
  level=129:1 wait_blkd_tasks=130:1 parent=136:*rcu_node blkd_tasks=144:.list_head gp_tasks=160:*list_head
  exp_tasks=168:*list_head boost_tasks=176:*list_head boost_mtx=184:.rt_mutex boost_time=216:8
  kthread_mutex=224:.mutex boost_kthread_task=256:*task_struct boost_kthread_status=264:4 n_boosts=272:8
  nocb_gp_wq=280:.swait_queue_head[2] fqslock=384:.raw_spinlock exp_lock=448:.spinlock exp_seq_rq=456:8
  exp_wq=464:.wait_queue_head[4] rew=560:.rcu_exp_work exp_need_flush=608:1 exp_poll_lock=612:.raw_spinlock
  exp_seq_poll_rq=616:8 exp_poll_wq=624:.work_struct
struct rcu_segcblist 120: head=0:*callback_head tails=8:*[4] gp_seq=40:8[4] len=72:.~0 seglen=80:8[4] flags=112:1
struct rcu_sync 48: gp_state=0:4 gp_count=4:4 gp_wait=8:.wait_queue_head cb_head=32:.callback_head
struct rcu_work 56: work=0:.work_struct rcu=32:.callback_head wq=48:*workqueue_struct
struct rcuwait 8: task=0:*task_struct
struct reciprocal_value 8: m=0:4 sh1=4:1 sh2=5:1
struct reclaim_state 8: reclaimed=0:8
struct ref_tracker_dir 0:
struct refcount_struct 4: refs=0:.~4
struct regex 272: pattern=0:1[256] len=256:4 field_len=260:4 match=264:*
struct request 248: q=0:*request_queue mq_ctx=8:*blk_mq_ctx mq_hctx=16:*blk_mq_hw_ctx cmd_flags=24:4 rq_flags=28:4
  tag=32:4 internal_tag=36:4 timeout=40:4 __data_len=44:4 __sector=48:8 bio=56:*bio biotail=64:*bio =72:.~105
  part=88:*block_device alloc_time_ns=96:8 start_time_ns=104:8 io_start_time_ns=112:8 wbt_flags=120:2
  stats_sectors=122:2 nr_phys_segments=124:2 nr_integrity_segments=126:2 state=128:4 ref=132:.~4 deadline=136:8
  =144:.~106 =160:.~107 elv=184:.~108 flush=208:.~109 fifo_time=224:8 end_io=232:* end_io_data=240:*
struct request_queue 984: queuedata=0:* elevator=8:*elevator_queue mq_ops=16:*blk_mq_ops queue_ctx=24:*blk_mq_ctx
  queue_flags=32:8 rq_timeout=40:4 queue_depth=44:4 refs=48:.refcount_struct nr_hw_queues=52:4 hctx_table=56:.xarray
  q_usage_counter=72:.percpu_ref io_lock_cls_key=88:.lock_class_key io_lockdep_map=88:.lockdep_map
  q_lock_cls_key=88:.lock_class_key q_lockdep_map=88:.lockdep_map last_merge=88:*request queue_lock=96:.spinlock
  quiesce_depth=100:4 disk=104:*gendisk mq_kobj=112:*kobject limits=120:.queue_limits dev=312:*device rpm_status=320:4
  pm_only=324:.~4 stats=328:*blk_queue_stats rq_qos=336:*rq_qos rq_qos_mutex=344:.mutex id=376:4 nr_requests=384:8
  timeout=392:.timer_list timeout_work=432:.work_struct nr_active_requests_shared_tags=464:.~4
  sched_shared_tags=472:*blk_mq_tags icq_list=480:.list_head blkcg_pols=496:8[1] root_blkg=504:*blkcg_gq
  blkg_list=512:.list_head blkcg_mutex=528:.mutex node=560:4 requeue_lock=564:.spinlock requeue_list=568:.list_head
  requeue_work=584:.delayed_work blk_trace=672:*blk_trace fq=680:*blk_flush_queue flush_list=688:.list_head
  elevator_lock=704:.mutex sysfs_lock=736:.mutex limits_lock=768:.mutex unused_hctx_list=800:.list_head
  unused_hctx_lock=816:.spinlock mq_freeze_depth=820:4 td=824:*throtl_data callback_head=832:.callback_head
  mq_freeze_wq=848:.wait_queue_head mq_freeze_lock=872:.mutex tag_set=904:*blk_mq_tag_set tag_set_list=912:.list_head
  debugfs_dir=928:*dentry sched_debugfs_dir=936:*dentry rqos_debugfs_dir=944:*dentry debugfs_mutex=952:.mutex
struct request_sock 232: __req_common=0:.sock_common dl_next=136:*request_sock mss=144:2 num_retrans=146:1
  syncookie=1176+1:1 num_timeout=1177+7:1 ts_recent=148:4 rsk_timer=152:.timer_list rsk_ops=192:*request_sock_ops
  sk=200:*sock saved_syn=208:*saved_syn secid=216:4 peer_secid=220:4 timeout=224:4
struct request_sock_ops 56: family=0:4 obj_size=4:4 slab=8:*kmem_cache slab_name=16:* send_ack=24:* send_reset=32:*
  destructor=40:* syn_ack_timeout=48:*
struct request_sock_queue 72: rskq_lock=0:.spinlock rskq_defer_accept=4:1 synflood_warned=5:1 qlen=8:.~4 young=12:.~4
  rskq_accept_head=16:*request_sock rskq_accept_tail=24:*request_sock fastopenq=32:.fastopen_queue
struct restart_block 56: arch_data=0:8 fn=8:* =16:.~392
struct return_consumer 16: cookie=0:8 id=8:8
struct return_instance 128: hprobe=0:.hprobe func=16:8 stack=24:8 orig_ret_vaddr=32:8 chained=40:1 cons_cnt=44:4
  next=48:*return_instance rcu=56:.callback_head consumer=72:.return_consumer extra_consumers=88:*return_consumer
struct reuseport_array 296: map=0:.bpf_map ptrs=296:*sock[0]
struct rhash_head 8: next=0:*rhash_head
struct rhash_lock_head 0:
struct rhashtable 136: tbl=0:*bucket_table key_len=8:4 max_elems=12:4 p=16:.rhashtable_params rhlist=56:1
  run_work=64:.work_struct mutex=96:.mutex lock=128:.spinlock nelems=132:.~4
struct rhashtable_params 40: nelem_hint=0:2 key_len=2:2 key_offset=4:2 head_offset=6:2 max_size=8:4 min_size=12:2
  automatic_shrinking=14:1 hashfn=16:* obj_hashfn=24:* obj_cmpfn=32:*
struct rhlist_head 16: rhead=0:.rhash_head next=8:*rhlist_head
struct rlimit 16: rlim_cur=0:8 rlim_max=8:8
struct robust_list 8: next=0:*robust_list
struct robust_list_head 24: list=0:.robust_list futex_offset=8:8 list_op_pending=16:*robust_list
struct root_domain 4360: refcount=0:.~4 rto_count=4:.~4 rcu=8:.callback_head span=24:.cpumask[1] online=56:.cpumask[1]
  overloaded=88:1 overutilized=89:1 dlo_mask=96:.cpumask[1] dlo_count=128:.~4 dl_bw=136:.dl_bw cpudl=160:.cpudl
  visit_cookie=208:8 rto_push_work=216:.irq_work rto_lock=248:.raw_spinlock rto_loop=252:4 rto_cpu=256:4
  rto_loop_next=260:.~4 rto_loop_start=264:.~4 rto_mask=272:.cpumask[1] cpupri=304:.cpupri pd=4352:*perf_domain
struct rps_dev_flow 12: cpu=0:2 filter=2:2 last_qtail=4:4 hash=8:4
struct rps_dev_flow_table 24: log=0:1 rcu=8:.callback_head flows=24:.rps_dev_flow[0]
struct rps_map 24: len=0:4 rcu=8:.callback_head cpus=24:2[0]
struct rq 3584: __lock=0:.raw_spinlock nr_running=4:4 nr_numa_running=8:4 nr_preferred_running=12:4
  numa_migrate_on=16:4 last_blocked_load_update_tick=24:8 has_blocked_load=32:4 nohz_csd=64:.__call_single_data
  nohz_tick_stopped=96:4 nohz_flags=100:.~4 ttwu_pending=104:4 nr_switches=112:8 cfs=128:.cfs_rq rt=640:.rt_rq
  dl=2344:.dl_rq fair_server=2448:.sched_dl_entity leaf_cfs_rq_list=2688:.list_head tmp_alone_branch=2704:*list_head
  nr_uninterruptible=2712:8 =2720:.~398 dl_server=2728:*sched_dl_entity idle=2736:*task_struct stop=2744:*task_struct
  next_balance=2752:8 prev_mm=2760:*mm_struct clock_update_flags=2768:4 clock=2776:8 clock_task=2816:8
  clock_pelt=2824:8 lost_idle_time=2832:8 clock_pelt_idle=2840:8 clock_idle=2848:8 nr_iowait=2856:.~4
  last_seen_need_resched_ns=2864:8 ticks_without_resched=2872:4 membarrier_state=2876:4 rd=2880:*root_domain
  sd=2888:*sched_domain cpu_capacity=2896:8 balance_callback=2904:*balance_callback nohz_idle_balance=2912:1
  idle_balance=2913:1 misfit_task_load=2920:8 active_balance=2928:4 push_cpu=2932:4
  active_balance_work=2936:.cpu_stop_work cpu=2984:4 online=2988:4 cfs_tasks=2992:.list_head avg_rt=3008:.sched_avg
  avg_dl=3072:.sched_avg avg_irq=3136:.sched_avg idle_stamp=3200:8 avg_idle=3208:8 max_idle_balance_cost=3216:8
  hotplug_wait=3224:.rcuwait prev_steal_time=3232:8 prev_steal_time_rq=3240:8 calc_load_update=3248:8
  calc_load_active=3256:8 hrtick_csd=3264:.__call_single_data hrtick_timer=3296:.hrtimer hrtick_time=3360:8
  idle_state=3368:*cpuidle_state nr_pinned=3376:4 push_busy=3380:4 push_work=3384:.cpu_stop_work
  scratch_mask=3432:.cpumask[1] cfsb_csd=3488:.__call_single_data cfsb_csd_list=3520:.list_head
struct rq_list 16: head=0:*request tail=8:*request
struct rq_qos 40: ops=0:*rq_qos_ops disk=8:*gendisk id=16:4 next=24:*rq_qos debugfs_dir=32:*dentry
struct rq_qos_ops 88: throttle=0:* track=8:* merge=16:* issue=24:* requeue=32:* done=40:* done_bio=48:* cleanup=56:*
  queue_depth_changed=64:* exit=72:* debugfs_attrs=80:*blk_mq_debugfs_attr
struct rseq 32: cpu_id_start=0:4 cpu_id=4:4 rseq_cs=8:8 flags=16:4 node_id=20:4 mm_cid=24:4 end=28:1[0]
struct rt6_exception_bucket 16: chain=0:.hlist_head depth=8:4
struct rt6_info 224: dst=0:.dst_entry from=136:*fib6_info sernum=144:4 rt6i_dst=148:.rt6key rt6i_src=168:.rt6key
  rt6i_gateway=188:.in6_addr rt6i_idev=208:*inet6_dev rt6i_flags=216:4 rt6i_nfheader_len=220:2
struct rt6_statistics 24: fib_nodes=0:4 fib_route_nodes=4:4 fib_rt_entries=8:4 fib_rt_cache=12:4
  fib_discarded_routes=16:4 fib_rt_alloc=20:.~4
struct rt6key 20: addr=0:.in6_addr plen=16:4
struct rt_bandwidth 96: rt_runtime_lock=0:.raw_spinlock rt_period=8:8 rt_runtime=16:8 rt_period_timer=24:.hrtimer
  rt_period_active=88:4
struct rt_mutex 32: rtmutex=0:.rt_mutex_base
struct rt_mutex_base 32: wait_lock=0:.raw_spinlock waiters=8:.rb_root_cached owner=24:*task_struct
struct rt_mutex_waiter 112: tree=0:.rt_waiter_node pi_tree=40:.rt_waiter_node task=80:*task_struct
  lock=88:*rt_mutex_base wake_state=96:4 ww_ctx=104:*ww_acquire_ctx
struct rt_prio_array 1616: bitmap=0:8[2] queue=16:.list_head[100]
struct rt_rq 1704: active=0:.rt_prio_array rt_nr_running=1616:4 rr_nr_running=1620:4 highest_prio=1624:.~401
  overloaded=1632:1 pushable_tasks=1640:.plist_head rt_queued=1656:4 rt_throttled=1660:4 rt_time=1664:8
  rt_runtime=1672:8 rt_runtime_lock=1680:.raw_spinlock rt_nr_boosted=1684:4 rq=1688:*rq tg=1696:*task_group
struct rt_waiter_node 40: entry=0:.rb_node prio=24:4 deadline=32:8
struct rtable 176: dst=0:.dst_entry rt_genid=136:4 rt_flags=140:4 rt_type=144:2 rt_is_input=146:1
  rt_uses_gateway=147:1 rt_iif=148:4 rt_gw_family=152:1 =156:.~211 rt_mtu_locked=1376+1:4 rt_pmtu=1377+31:4
struct rtnl_hw_stats64 72: rx_packets=0:8 tx_packets=8:8 rx_bytes=16:8 tx_bytes=24:8 rx_errors=32:8 tx_errors=40:8
  rx_dropped=48:8 tx_dropped=56:8 multicast=64:8
struct rtnl_link_ops 232: list=0:.list_head srcu=16:.srcu_struct kind=40:* priv_size=48:8 alloc=56:* setup=64:*
  netns_refund=72:1 peer_type=74:2 maxtype=76:4 policy=80:*nla_policy validate=88:* newlink=96:* changelink=104:*
  dellink=112:* get_size=120:* fill_info=128:* get_xstats_size=136:* fill_xstats=144:* get_num_tx_queues=152:*
  get_num_rx_queues=160:* slave_maxtype=168:4 slave_policy=176:*nla_policy slave_changelink=184:* get_slave_size=192:*
  fill_slave_info=200:* get_link_net=208:* get_linkxstats_size=216:* fill_linkxstats=224:*
struct rw_semaphore 40: count=0:.~0 owner=8:.~0 osq=16:.optimistic_spin_queue wait_lock=20:.raw_spinlock
  wait_list=24:.list_head
struct saved 48: link=0:.path done=16:.delayed_call name=32:* seq=40:4
struct saved_syn 12: mac_hdrlen=0:4 network_hdrlen=4:4 tcp_hdrlen=8:4 data=12:1[0]
struct sb_writers 312: frozen=0:2 freeze_kcount=4:4 freeze_ucount=8:4 freeze_owner=16:*
  rw_sem=24:.percpu_rw_semaphore[3]
struct sbitmap 32: depth=0:4 shift=4:4 map_nr=8:4 round_robin=12:1 map=16:*sbitmap_word alloc_hint=24:*
struct sbitmap_queue 64: sb=0:.sbitmap wake_batch=32:4 wake_index=36:.~4 ws=40:*sbq_wait_state ws_active=48:.~4
  min_shallow_depth=52:4 completion_cnt=56:.~4 wakeup_cnt=60:.~4
struct sbitmap_word 128: word=0:8 cleared=64:8 swap_lock=72:.raw_spinlock
struct sbq_wait_state 64: wait=0:.wait_queue_head
struct sched_avg 64: last_update_time=0:8 load_sum=8:8 runnable_sum=16:8 util_sum=24:4 period_contrib=28:4
  load_avg=32:8 runnable_avg=40:8 util_avg=48:8 util_est=56:4
struct sched_class 224: enqueue_task=0:* dequeue_task=8:* yield_task=16:* yield_to_task=24:* wakeup_preempt=32:*
  balance=40:* pick_task=48:* pick_next_task=56:* put_prev_task=64:* set_next_task=72:* select_task_rq=80:*
  migrate_task_rq=88:* task_woken=96:* set_cpus_allowed=104:* rq_online=112:* rq_offline=120:* find_lock_rq=128:*
  task_tick=136:* task_fork=144:* task_dead=152:* switching_to=160:* switched_from=168:* switched_to=176:*
  reweight_task=184:* prio_changed=192:* get_rr_interval=200:* update_curr=208:* task_change_group=216:*
struct sched_dl_entity 240: rb_node=0:.rb_node dl_runtime=24:8 dl_deadline=32:8 dl_period=40:8 dl_bw=48:8
  dl_density=56:8 runtime=64:8 deadline=72:8 flags=80:4 dl_throttled=672+1:4 dl_yielded=673+1:4
  dl_non_contending=674+1:4 dl_overrun=675+1:4 dl_server=676+1:4 dl_server_active=677+1:4 dl_defer=678+1:4
  dl_defer_armed=679+1:4 dl_defer_running=680+1:4 dl_timer=88:.hrtimer inactive_timer=152:.hrtimer rq=216:*rq
  server_pick_task=224:* pi_se=232:*sched_dl_entity
struct sched_domain 160: parent=0:*sched_domain child=8:*sched_domain groups=16:*sched_group min_interval=24:8
  max_interval=32:8 busy_factor=40:4 imbalance_pct=44:4 cache_nice_tries=48:4 imb_numa_nr=52:4 nohz_idle=56:4
  flags=60:4 level=64:4 last_balance=72:8 balance_interval=80:4 nr_balance_failed=84:4 newidle_call=88:4
  newidle_success=92:4 newidle_ratio=96:4 max_newidle_lb_cost=104:8 last_decay_max_lb_cost=112:8 name=120:* =128:.~399
  shared=144:*sched_domain_shared span_weight=152:4
struct sched_domain_shared 16: ref=0:.~4 nr_busy_cpus=4:.~4 has_idle_cores=8:4 nr_idle_scan=12:4
struct sched_entity 256: load=0:.load_weight run_node=16:.rb_node deadline=40:8 min_vruntime=48:8 min_slice=56:8
  max_slice=64:8 group_node=72:.list_head on_rq=88:1 sched_delayed=89:1 rel_deadline=90:1 custom_slice=91:1
  exec_start=96:8 sum_exec_runtime=104:8 prev_sum_exec_runtime=112:8 vruntime=120:8 =128:.~403 slice=136:8
  nr_migrations=144:8 depth=152:4 parent=160:*sched_entity cfs_rq=168:*cfs_rq my_q=176:*cfs_rq runnable_weight=184:8
  avg=192:.sched_avg
struct sched_group 40: next=0:*sched_group ref=8:.~4 group_weight=12:4 cores=16:4 sgc=24:*sched_group_capacity
  asym_prefer_cpu=32:4 flags=36:4 cpumask=40:8[0]
struct sched_group_capacity 48: ref=0:.~4 capacity=8:8 min_capacity=16:8 max_capacity=24:8 next_update=32:8
  imbalance=40:4 id=44:4 cpumask=48:8[0]
struct sched_info 48: pcount=0:8 run_delay=8:8 max_run_delay=16:8 min_run_delay=24:8 last_arrival=32:8
  last_queued=40:8
struct sched_rt_entity 72: run_list=0:.list_head timeout=16:8 watchdog_stamp=24:8 time_slice=32:4 on_rq=36:2
  on_list=38:2 back=40:*sched_rt_entity parent=48:*sched_rt_entity rt_rq=56:*rt_rq my_q=64:*rt_rq
struct sched_statistics 0:
struct scm_stat 16: nr_fds=0:.~4 nr_unix_fds=8:8
struct scx_task_group 0:
struct seccomp 16: mode=0:4 filter_count=4:.~4 filter=8:*seccomp_filter
struct seccomp_filter 224: refs=0:.refcount_struct users=4:.refcount_struct log=8:1 wait_killable_recv=9:1
  cache=16:.action_cache prev=144:*seccomp_filter prog=152:*bpf_prog notif=160:*notification notify_lock=168:.mutex
  wqh=200:.wait_queue_head
struct seg6_pernet_data 176: lock=0:.mutex tun_src=32:*in6_addr hmac_infos=40:.rhashtable
struct sem_undo_list 24: refcnt=0:.refcount_struct lock=4:.spinlock list_proc=8:.list_head
struct seq_operations 32: start=0:* stop=8:* next=16:* show=24:*
struct seqcount 4: sequence=0:4
struct seqcount_raw_spinlock 4: seqcount=0:.seqcount
struct seqcount_spinlock 4: seqcount=0:.seqcount
struct shrinker 128: count_objects=0:* scan_objects=8:* batch=16:8 seeks=24:4 flags=28:4 refcount=32:.refcount_struct
  done=40:.completion rcu=72:.callback_head private_data=88:* list=96:.list_head id=112:4 nr_deferred=120:*~0
struct shrinker_info 24: rcu=0:.callback_head map_nr_max=16:4 unit=24:*shrinker_info_unit[0]
struct shrinker_info_unit 520: nr_deferred=0:.~0[64] map=512:8[1]
struct sigaction 32: sa_handler=0:* sa_flags=8:8 sa_restorer=16:* sa_mask=24:.~297
struct sighand_struct 2080: siglock=0:.spinlock count=4:.refcount_struct signalfd_wqh=8:.wait_queue_head
  action=32:.k_sigaction[64]
struct signal_struct 1144: sigcnt=0:.refcount_struct live=4:.~4 nr_threads=8:4 quick_threads=12:4
  thread_head=16:.list_head wait_chldexit=32:.wait_queue_head curr_target=56:*task_struct
  shared_pending=64:.sigpending multiprocess=88:.hlist_head group_exit_code=96:4 notify_count=100:4
  group_exec_task=104:*task_struct group_stop_count=112:4 flags=116:4 core_state=120:*core_state
  is_child_subreaper=1024+1:4 has_child_subreaper=1025+1:4 timer_create_restore_ids=1026+1:4
  next_posix_timer_id=132:.~4 posix_timers=136:.hlist_head ignored_posix_timers=144:.hlist_head
  real_timer=152:.hrtimer it_real_incr=216:8 it=224:.cpu_itimer[2] cputimer=256:.thread_group_cputimer
  posix_cputimers=280:.posix_cputimers pids=360:*pid[4] tty_old_pgrp=392:*pid leader=400:4 tty=408:*tty_struct
  autogroup=416:*autogroup stats_lock=424:.~114 utime=432:8 stime=440:8 cutime=448:8 cstime=456:8 gtime=464:8
  cgtime=472:8 prev_cputime=480:.prev_cputime nvcsw=504:8 nivcsw=512:8 cnvcsw=520:8 cnivcsw=528:8 min_flt=536:8
  maj_flt=544:8 cmin_flt=552:8 cmaj_flt=560:8 inblock=568:8 oublock=576:8 cinblock=584:8 coublock=592:8 maxrss=600:8
  cmaxrss=608:8 ioac=616:.task_io_accounting sum_sched_runtime=672:8 rlim=680:.rlimit[16] pacct=936:.pacct_struct
  stats=992:*taskstats audit_tty=1000:4 tty_audit_buf=1008:*tty_audit_buf cgroup_threadgroup_rwsem=1016:.rw_semaphore
  oom_flag_origin=1056:1 oom_score_adj=1058:2 oom_score_adj_min=1060:2 oom_mm=1064:*mm_struct
  cred_guard_mutex=1072:.mutex exec_update_lock=1104:.rw_semaphore
struct sigpending 24: list=0:.list_head signal=16:.~297
struct simple_xattrs 16: rb_root=0:.rb_root lock=8:.~13
struct sk_buff 224: =0:.~245 sk=24:*sock =32:.~246 cb=40:1[48] =88:.~247 _nfct=104:8 len=112:4 data_len=116:4
  mac_len=120:2 hdr_len=122:2 queue_mapping=124:2 __cloned_offset=126:1[0] cloned=1008+1:1 nohdr=1009+1:1
  fclone=1010+2:1 peeked=1012+1:1 head_frag=1013+1:1 pfmemalloc=1014+1:1 pp_recycle=1015+1:1 active_extensions=127:1
  =128:.~248 tail=184:4 end=188:4 head=192:* data=200:* truesize=208:4 users=212:.refcount_struct
  extensions=216:*skb_ext
struct sk_buff_head 24: =0:.~243 qlen=16:4 lock=20:.spinlock
struct sk_buff_list 16: next=0:*sk_buff prev=8:*sk_buff
struct sk_filter 32: refcnt=0:.refcount_struct rcu=8:.callback_head prog=24:*bpf_prog
struct sk_psock_progs 64: msg_parser=0:*bpf_prog stream_parser=8:*bpf_prog stream_verdict=16:*bpf_prog
  skb_verdict=24:*bpf_prog msg_parser_link=32:*bpf_link stream_parser_link=40:*bpf_link
  stream_verdict_link=48:*bpf_link skb_verdict_link=56:*bpf_link
struct skb_ext 8: refcnt=0:.refcount_struct offset=4:1[3] chunks=7:1 data=8:1[0]
struct slab 64: flags=0:.~59 slab_cache=8:*kmem_cache =16:.~93 __page_type=48:4 __page_refcount=52:.~4 obj_exts=56:8
struct slab_sheaf 32: =0:.~91 cache=16:*kmem_cache size=24:4 node=28:4 objects=32:*[0]
struct slub_percpu_sheaves 32: lock=0:.~90 main=8:*slab_sheaf spare=16:*slab_sheaf rcu_free=24:*slab_sheaf
struct sock 784: __sk_common=0:.sock_common __cacheline_group_begin__sock_write_rx=136:1[0] sk_drops=136:.~4
  sk_peek_off=140:4 sk_error_queue=144:.sk_buff_head sk_receive_queue=168:.sk_buff_head sk_backlog=192:.~20
  __cacheline_group_end__sock_write_rx=216:1[0] __cacheline_group_begin__sock_read_rx=216:1[0]
  sk_rx_dst=216:*dst_entry sk_rx_dst_ifindex=224:4 sk_rx_dst_cookie=228:4 sk_ll_usec=232:4 sk_napi_id=236:4
  sk_busy_poll_budget=240:2 sk_prefer_busy_poll=242:1 sk_userlocks=243:1 sk_rcvbuf=244:4 sk_filter=248:*sk_filter
  =256:.~21 sk_data_ready=264:* sk_rcvtimeo=272:8 sk_rcvlowat=280:4 __cacheline_group_end__sock_read_rx=284:1[0]
  __cacheline_group_begin__sock_read_rxtx=284:1[0] sk_err=284:4 sk_socket=288:*socket sk_memcg=296:*mem_cgroup
  sk_policy=304:*xfrm_policy[2] __cacheline_group_end__sock_read_rxtx=320:1[0]
  __cacheline_group_begin__sock_write_rxtx=320:1[0] sk_lock=320:.~22 sk_reserved_mem=352:4 sk_forward_alloc=356:4
  sk_tsflags=360:4 __cacheline_group_end__sock_write_rxtx=364:1[0] __cacheline_group_begin__sock_write_tx=364:1[0]
  sk_write_pending=364:4 sk_omem_alloc=368:.~4 sk_err_soft=372:4 sk_wmem_queued=376:4
  sk_wmem_alloc=380:.refcount_struct sk_tsq_flags=384:8 =392:.~23 sk_write_queue=400:.sk_buff_head
  sk_dst_pending_confirm=424:4 sk_pacing_status=428:4 sk_frag=432:.page_frag sk_timer=448:.timer_list
  sk_pacing_rate=488:8 sk_zckey=496:.~4 sk_tskey=500:.~4 __cacheline_group_end__sock_write_tx=504:1[0]
  __cacheline_group_begin__sock_read_tx=504:1[0] sk_max_pacing_rate=504:8 sk_sndtimeo=512:8 sk_priority=520:4
  sk_mark=524:4 sk_uid=528:.~11 sk_protocol=532:2 sk_type=534:2 sk_dst_cache=536:*dst_entry sk_route_caps=544:8
  sk_gso_type=552:2 sk_gso_max_segs=554:2 sk_gso_max_size=556:4 sk_allocation=560:4 sk_txhash=564:4 sk_sndbuf=568:4
  sk_pacing_shift=572:1 sk_use_task_frag=573:1 __cacheline_group_end__sock_read_tx=574:1[0] sk_gso_disabled=4592+1:1
  sk_kern_sock=4593+1:1 sk_no_check_tx=4594+1:1 sk_no_check_rx=4595+1:1 sk_shutdown=575:1 sk_lingertime=576:8
  sk_prot_creator=584:*proto sk_callback_lock=592:.~13 sk_ack_backlog=600:4 sk_max_ack_backlog=604:4 sk_ino=608:8
  sk_peer_lock=616:.spinlock sk_bind_phc=620:4 sk_peer_pid=624:*pid sk_peer_cred=632:*cred sk_stamp=640:8
  sk_disconnects=648:4 =652:.~24 sk_clockid=653:1 sk_txtime_deadline_mode=5232+1:1 sk_txtime_report_errors=5233+1:1
  sk_txtime_unused=5234+6:1 sk_bpf_cb_flags=655:1 sk_user_data=656:* sk_security=664:*
  sk_cgrp_data=672:.sock_cgroup_data sk_state_change=688:* sk_write_space=696:* sk_error_report=704:*
  sk_backlog_rcv=712:* sk_destruct=720:* sk_reuseport_cb=728:*sock_reuseport sk_bpf_storage=736:*bpf_local_storage
  sk_drop_counters=744:*numa_drop_counters sk_rcu=752:.callback_head ns_tracker=768:.~25 sk_user_frags=768:.xarray
struct sock_cgroup_data 16: cgroup=0:*cgroup classid=8:4 prioidx=12:2
struct sock_common 136: =0:.~280 =8:.~281 =12:.~282 skc_family=16:2 skc_state=18:1 skc_reuse=152+4:1
  skc_reuseport=156+1:1 skc_ipv6only=157+1:1 skc_net_refcnt=158+1:1 skc_bound_dev_if=20:4 =24:.~283 skc_prot=40:*proto
  skc_net=48:.~36 skc_v6_daddr=56:.in6_addr skc_v6_rcv_saddr=72:.in6_addr skc_cookie=88:.~0 =96:.~284
  skc_dontcopy_begin=104:4[0] =104:.~285 skc_tx_queue_mapping=120:2 skc_rx_queue_mapping=122:2 =124:.~286
  skc_refcnt=128:.refcount_struct skc_dontcopy_end=132:4[0] =132:.~287
struct sock_filter 8: code=0:2 jt=2:1 jf=3:1 k=4:4
struct sock_fprog_kern 16: len=0:2 filter=8:*sock_filter
struct sock_reuseport 48: rcu=0:.callback_head max_socks=16:2 num_socks=18:2 num_closed_socks=20:2 incoming_cpu=22:2
  synq_overflow_ts=24:4 reuseport_id=28:4 bind_inany=256+1:4 has_conns=257+1:4 prog=40:*bpf_prog socks=48:*sock[0]
struct sockaddr_un 110: sun_family=0:2 sun_path=2:1[108]
struct socket 128: state=0:4 type=4:2 flags=8:8 file=16:*file sk=24:*sock ops=32:*proto_ops wq=64:.socket_wq
struct socket_wq 64: wait=0:.wait_queue_head fasync_list=24:*fasync_struct flags=32:8 rcu=40:.callback_head
struct spinlock 4: =0:.~2
struct srcu_ctr 16: srcu_locks=0:.~0 srcu_unlocks=8:.~0
struct srcu_data 384: srcu_ctrs=0:.srcu_ctr[2] srcu_reader_flavor=32:4 lock=64:.spinlock srcu_cblist=72:.rcu_segcblist
  srcu_gp_seq_needed=192:8 srcu_gp_seq_needed_exp=200:8 srcu_cblist_invoking=208:1 delay_work=216:.timer_list
  work=256:.work_struct srcu_barrier_head=288:.callback_head mynode=304:*srcu_node grpmask=312:8 cpu=320:4
  ssp=328:*srcu_struct
struct srcu_node 96: lock=0:.spinlock srcu_have_cbs=8:8[4] srcu_data_have_cbs=40:8[4] srcu_gp_seq_needed_exp=72:8
  srcu_parent=80:*srcu_node grplo=88:4 grphi=92:4
struct srcu_struct 24: srcu_ctrp=0:*srcu_ctr sda=8:*srcu_data dep_map=16:.lockdep_map srcu_sup=16:*srcu_usage
struct srcu_usage 376: node=0:*srcu_node level=8:*srcu_node[3] srcu_size_state=32:4 srcu_cb_mutex=40:.mutex
  lock=72:.spinlock srcu_gp_mutex=80:.mutex srcu_gp_seq=112:8 srcu_gp_seq_needed=120:8 srcu_gp_seq_needed_exp=128:8
  srcu_gp_start=136:8 srcu_last_gp_end=144:8 srcu_size_jiffies=152:8 srcu_n_lock_retries=160:8
  srcu_n_exp_nodelay=168:8 sda_is_static=176:1 srcu_barrier_seq=184:8 srcu_barrier_mutex=192:.mutex
  srcu_barrier_completion=224:.completion srcu_barrier_cpu_cnt=256:.~4 reschedule_jiffies=264:8 reschedule_count=272:8
  work=280:.delayed_work srcu_ssp=368:*srcu_struct
struct stack_map_bucket 16: fnode=0:.pcpu_freelist_node hash=8:4 nr=12:4 data=16:8[0]
struct static_call_key 16: func=0:* =8:.~7
struct static_call_mod 24: next=0:*static_call_mod mod=8:*module sites=16:*static_call_site
struct static_call_site 8: addr=0:4 key=4:4
struct static_key 16: enabled=0:.~4 =8:.~8
struct static_key_false 16: key=0:.static_key
struct super_block 1472: s_list=0:.list_head s_dev=16:4 s_blocksize_bits=20:1 s_blocksize=24:8 s_maxbytes=32:8
  s_type=40:*file_system_type s_op=48:*super_operations dq_op=56:*dquot_operations s_qcop=64:*quotactl_ops
  s_export_op=72:*export_operations s_flags=80:8 s_iflags=88:8 s_magic=96:8 s_root=104:*dentry
  s_umount=112:.rw_semaphore s_count=152:4 s_active=156:.~4 s_security=160:* s_xattr=168:*
  s_cop=176:*fscrypt_operations s_master_keys=184:*fscrypt_keyring s_roots=192:.hlist_bl_head s_mounts=200:*mount
  s_bdev=208:*block_device s_bdev_file=216:*file s_bdi=224:*backing_dev_info s_mtd=232:* s_instances=240:.hlist_node
  s_quota_types=256:4 s_dquot=264:.quota_info s_writers=576:.sb_writers s_fs_info=888:* s_time_gran=896:4
  s_time_min=904:8 s_time_max=912:8 s_fsnotify_mask=920:4 s_fsnotify_info=928:*fsnotify_sb_info s_id=936:1[32]
  s_uuid=968:.~87 s_uuid_len=984:1 s_sysfs_name=985:1[37] s_max_links=1024:4 s_d_flags=1028:4
  s_vfs_rename_mutex=1032:.mutex s_subtype=1064:* __s_d_op=1072:*dentry_operations s_shrink=1080:*shrinker
  s_remove_count=1088:.~0 s_readonly_remount=1096:4 s_wb_err=1100:4 s_dio_done_wq=1104:*workqueue_struct
  s_pins=1112:.hlist_head s_user_ns=1120:*user_namespace s_dentry_lru=1128:.list_lru s_inode_lru=1176:.list_lru
  rcu=1224:.callback_head destroy_work=1240:.work_struct s_sync_lock=1272:.mutex s_stack_depth=1304:4
  s_inode_list_lock=1344:.spinlock s_inodes=1352:.list_head s_inode_wblist_lock=1368:.spinlock
  s_inodes_wb=1376:.list_head s_kept_inodes=1392:.llist_head s_kept_work=1400:.work_struct
struct super_operations 216: alloc_inode=0:* destroy_inode=8:* free_inode=16:* dirty_inode=24:* write_inode=32:*
  drop_inode=40:* evict_inode=48:* put_super=56:* sync_fs=64:* freeze_super=72:* freeze_fs=80:* thaw_super=88:*
  unfreeze_fs=96:* statfs=104:* remount_fs=112:* umount_begin=120:* show_options=128:* show_devname=136:*
  show_path=144:* show_stats=152:* quota_read=160:* quota_write=168:* get_dquots=176:* nr_cached_objects=184:*
  free_cached_objects=192:* remove_bdev=200:* shutdown=208:*
struct swait_queue_head 24: lock=0:.raw_spinlock task_list=8:.list_head
struct syscall_user_dispatch 32: selector=0:* offset=8:8 len=16:8 on_dispatch=24:1
struct sysctl_fib_multipath_hash_seed 8: user_seed=0:4 mp_seed=4:4
struct sysfs_ops 16: show=0:* store=8:*
struct sysv_sem 8: undo_list=0:*sem_undo_list
struct sysv_shm 16: shm_clist=0:.list_head
struct task_cputime 24: stime=0:8 utime=8:8 sum_exec_runtime=16:8
struct task_cputime_atomic 24: utime=0:.~0 stime=8:.~0 sum_exec_runtime=16:.~0
struct task_delay_info 256: lock=0:.raw_spinlock blkio_start=8:8 blkio_delay_max=16:8 blkio_delay_min=24:8
  blkio_delay=32:8 swapin_start=40:8 swapin_delay_max=48:8 swapin_delay_min=56:8 swapin_delay=64:8 blkio_count=72:4
  swapin_count=76:4 freepages_start=80:8 freepages_delay_max=88:8 freepages_delay_min=96:8 freepages_delay=104:8
  thrashing_start=112:8 thrashing_delay_max=120:8 thrashing_delay_min=128:8 thrashing_delay=136:8 compact_start=144:8
  compact_delay_max=152:8 compact_delay_min=160:8 compact_delay=168:8 wpcopy_start=176:8 wpcopy_delay_max=184:8
  wpcopy_delay_min=192:8 wpcopy_delay=200:8 irq_delay_max=208:8 irq_delay_min=216:8 irq_delay=224:8
  freepages_count=232:4 thrashing_count=236:4 compact_count=240:4 wpcopy_count=244:4 irq_count=248:4
struct task_group 704: css=0:.cgroup_subsys_state idle=208:4 se=216:* cfs_rq=224:* shares=232:8 load_avg=256:.~0
  rt_se=264:* rt_rq=272:* rt_bandwidth=280:.rt_bandwidth scx=376:.scx_task_group rcu=376:.callback_head
  list=392:.list_head parent=408:*task_group siblings=416:.list_head children=432:.list_head autogroup=448:*autogroup
  cfs_bandwidth=456:.cfs_bandwidth
struct task_io_accounting 56: rchar=0:8 wchar=8:8 syscr=16:8 syscw=24:8 read_bytes=32:8 write_bytes=40:8
  cancelled_write_bytes=48:8
struct task_struct 3264: thread_info=0:.thread_info __state=24:4 saved_state=28:4 stack=32:* usage=40:.refcount_struct
  flags=44:4 ptrace=48:4 on_cpu=52:4 wake_entry=56:.__call_single_node wakee_flips=72:4 wakee_flip_decay_ts=80:8
  last_wakee=88:*task_struct recent_used_cpu=96:4 wake_cpu=100:4 on_rq=104:4 prio=108:4 static_prio=112:4
  normal_prio=116:4 rt_priority=120:4 se=128:.sched_entity rt=384:.sched_rt_entity dl=456:.sched_dl_entity
  dl_server=696:*sched_dl_entity sched_class=704:*sched_class sched_task_group=712:*task_group
  sched_throttle_work=720:.callback_head throttle_node=736:.list_head throttled=752:1 stats=768:.sched_statistics
  preempt_notifiers=768:.hlist_head btrace_seq=776:4 policy=780:4 max_allowed_capacity=784:8 nr_cpus_allowed=792:4
  cpus_ptr=800:*cpumask user_cpus_ptr=808:*cpumask cpus_mask=816:.cpumask migration_pending=848:*
  migration_disabled=856:2 migration_flags=858:2 rcu_read_lock_nesting=860:4 rcu_read_unlock_special=864:.rcu_special
  rcu_node_entry=872:.list_head rcu_blocked_node=888:*rcu_node rcu_tasks_nvcsw=896:8 rcu_tasks_holdout=904:1
  rcu_tasks_idx=905:1 rcu_tasks_idle_cpu=908:4 rcu_tasks_holdout_list=912:.list_head rcu_tasks_exit_cpu=928:4
  rcu_tasks_exit_list=936:.list_head trc_reader_nesting=952:4 trc_ipi_to_cpu=956:4 trc_reader_special=960:.rcu_special
  trc_holdout_list=968:.list_head trc_blkd_node=984:.list_head trc_blkd_cpu=1000:4 sched_info=1008:.sched_info
  tasks=1056:.list_head pushable_tasks=1072:.plist_node pushable_dl_tasks=1112:.rb_node mm=1136:*mm_struct
  active_mm=1144:*mm_struct faults_disabled_mapping=1152:*address_space exit_state=1160:4 exit_code=1164:4
  exit_signal=1168:4 pdeath_signal=1172:4 jobctl=1176:8 personality=1184:4 sched_reset_on_fork=9504+1:4
  sched_contributes_to_load=9505+1:4 sched_migrated=9506+1:4 sched_task_hot=9507+1:4 sched_remote_wakeup=9536+1:4
  sched_rt_mutex=9537+1:4 user_dumpable=9538+1:4 in_execve=9539+1:4 init_private_fork_class=9540+4:4
  in_iowait=9544+1:4 restore_sigmask=9545+1:4 in_user_fault=9546+1:4 no_cgroup_migration=9547+1:4 frozen=9548+1:4
  use_memdelay=9549+1:4 in_memstall=9550+1:4 in_eventfd=9551+1:4 reported_split_lock=9552+1:4 in_thrashing=9553+1:4
  in_nf_duplicate=9554+1:4 atomic_flags=1200:8 restart_block=1208:.restart_block pid=1264:4 tgid=1268:4
  stack_canary=1272:8 real_parent=1280:*task_struct parent=1288:*task_struct children=1296:.list_head
  sibling=1312:.list_head group_leader=1328:*task_struct ptraced=1336:.list_head ptrace_entry=1352:.list_head
  thread_pid=1368:*pid pid_links=1376:.hlist_node[4] thread_node=1440:.list_head vfork_done=1456:*completion
  set_child_tid=1464:* clear_child_tid=1472:* worker_private=1480:* utime=1488:8 stime=1496:8 gtime=1504:8
  prev_cputime=1512:.prev_cputime nvcsw=1536:8 nivcsw=1544:8 start_time=1552:8 start_boottime=1560:8 min_flt=1568:8
  maj_flt=1576:8 posix_cputimers=1584:.posix_cputimers posix_cputimers_work=1664:.posix_cputimers_work
  ptracer_cred=1720:*cred real_cred=1728:*cred cred=1736:*cred cached_requested_key=1744:*key comm=1752:1[16]
  nameidata=1768:*nameidata sysvsem=1776:.sysv_sem sysvshm=1784:.sysv_shm last_switch_count=1800:8
  last_switch_time=1808:8 fs=1816:*fs_struct files=1824:*files_struct io_uring=1832:*io_uring_task
  nsproxy=1840:*nsproxy signal=1848:*signal_struct sighand=1856:*sighand_struct blocked=1864:.~297
  real_blocked=1872:.~297 saved_sigmask=1880:.~297 pending=1888:.sigpending sas_ss_sp=1912:8 sas_ss_size=1920:8
  sas_ss_flags=1928:4 task_works=1936:*callback_head audit_context=1944:*audit_context loginuid=1952:.~11
  sessionid=1956:4 seccomp=1960:.seccomp syscall_dispatch=1976:.syscall_user_dispatch parent_exec_id=2008:8
  self_exec_id=2016:8 alloc_lock=2024:.spinlock pi_lock=2028:.raw_spinlock wake_q=2032:.wake_q_node
  pi_waiters=2040:.rb_root_cached pi_top_task=2056:*task_struct pi_blocked_on=2064:*rt_mutex_waiter
  blocked_on=2072:*mutex blocker=2080:8 journal_info=2088:* bio_list=2096:*bio_list plug=2104:*blk_plug
  reclaim_state=2112:*reclaim_state io_context=2120:*io_context capture_control=2128:*capture_control
  ptrace_message=2136:8 last_siginfo=2144:*kernel_siginfo ioac=2152:.task_io_accounting psi_flags=2208:4
  acct_rss_mem1=2216:8 acct_vm_mem1=2224:8 acct_timexpd=2232:8 mems_allowed=2240:.~238
  mems_allowed_seq=2368:.seqcount_spinlock cpuset_mem_spread_rotor=2372:4 cgroups=2376:*css_set
  cg_list=2384:.list_head robust_list=2400:*robust_list_head compat_robust_list=2408:*compat_robust_list_head
  pi_state_list=2416:.list_head pi_state_cache=2432:*futex_pi_state futex_exit_mutex=2440:.mutex futex_state=2472:4
  perf_recursion=2476:1[4] perf_event_ctxp=2480:*perf_event_context perf_event_mutex=2488:.mutex
  perf_event_list=2520:.list_head perf_ctx_data=2536:*perf_ctx_data mempolicy=2544:*mempolicy il_prev=2552:2
  il_weight=2554:1 pref_node_fork=2556:2 numa_scan_seq=2560:4 numa_scan_period=2564:4 numa_scan_period_max=2568:4
  numa_preferred_nid=2572:4 numa_migrate_retry=2576:8 node_stamp=2584:8 last_task_numa_placement=2592:8
  last_sum_exec_runtime=2600:8 numa_work=2608:.callback_head numa_group=2624:*numa_group numa_faults=2632:*
  total_numa_faults=2640:8 numa_faults_locality=2648:8[3] numa_pages_migrated=2672:8 rseq=2680:*rseq rseq_len=2688:4
  rseq_sig=2692:4 rseq_event_mask=2696:8 mm_cid=2704:4 last_mm_cid=2708:4 migrate_from_cpu=2712:4 mm_cid_active=2716:4
  cid_work=2720:.callback_head tlb_ubc=2736:.tlbflush_unmap_batch splice_pipe=2784:*pipe_inode_info
  task_frag=2792:.page_frag delays=2808:*task_delay_info nr_dirtied=2816:4 nr_dirtied_pause=2820:4
  dirty_paused_when=2824:8 timer_slack_ns=2832:8 default_timer_slack_ns=2840:8 trace_recursion=2848:8
  memcg_in_oom=2856:*mem_cgroup memcg_nr_pages_over_high=2864:4 active_memcg=2872:*mem_cgroup objcg=2880:*obj_cgroup
  throttle_disk=2888:*gendisk utask=2896:*uprobe_task kmap_ctrl=2904:.kmap_ctrl rcu=2904:.callback_head
  rcu_users=2920:.refcount_struct pagefault_disabled=2924:4 oom_reaper_list=2928:*task_struct
  oom_reaper_timer=2936:.timer_list stack_vm_area=2976:*vm_struct stack_refcount=2984:.refcount_struct security=2992:*
  bpf_storage=3000:*bpf_local_storage bpf_ctx=3008:*bpf_run_ctx bpf_net_context=3016:*bpf_net_context
  kstack_offset=3024:4 l1d_flush_kill=3032:.callback_head unwind_info=3048:.unwind_task_info
  thread=3088:.thread_struct
struct taskstats 560: version=0:2 ac_exitcode=4:4 ac_flag=8:1 ac_nice=9:1 cpu_count=16:8 cpu_delay_total=24:8
  blkio_count=32:8 blkio_delay_total=40:8 swapin_count=48:8 swapin_delay_total=56:8 cpu_run_real_total=64:8
  cpu_run_virtual_total=72:8 ac_comm=80:1[32] ac_sched=112:1 ac_pad=113:1[3] ac_uid=120:4 ac_gid=124:4 ac_pid=128:4
  ac_ppid=132:4 ac_btime=136:4 ac_etime=144:8 ac_utime=152:8 ac_stime=160:8 ac_minflt=168:8 ac_majflt=176:8
  coremem=184:8 virtmem=192:8 hiwater_rss=200:8 hiwater_vm=208:8 read_char=216:8 write_char=224:8 read_syscalls=232:8
  write_syscalls=240:8 read_bytes=248:8 write_bytes=256:8 cancelled_write_bytes=264:8 nvcsw=272:8 nivcsw=280:8
  ac_utimescaled=288:8 ac_stimescaled=296:8 cpu_scaled_run_real_total=304:8 freepages_count=312:8
  freepages_delay_total=320:8 thrashing_count=328:8 thrashing_delay_total=336:8 ac_btime64=344:8 compact_count=352:8
  compact_delay_total=360:8 ac_tgid=368:4 ac_tgetime=376:8 ac_exe_dev=384:8 ac_exe_inode=392:8 wpcopy_count=400:8
  wpcopy_delay_total=408:8 irq_count=416:8 irq_delay_total=424:8 cpu_delay_max=432:8 cpu_delay_min=440:8
  blkio_delay_max=448:8 blkio_delay_min=456:8 swapin_delay_max=464:8 swapin_delay_min=472:8 freepages_delay_max=480:8
  freepages_delay_min=488:8 thrashing_delay_max=496:8 thrashing_delay_min=504:8 compact_delay_max=512:8
  compact_delay_min=520:8 wpcopy_delay_max=528:8 wpcopy_delay_min=536:8 irq_delay_max=544:8 irq_delay_min=552:8
struct tc_sizespec 24: cell_log=0:1 size_log=1:1 cell_align=2:2 overhead=4:4 linklayer=8:4 mpu=12:4 mtu=16:4
  tsize=20:4
struct tcp6_sock 2432: tcp=0:.tcp_sock inet6=2304:.ipv6_pinfo
struct tcp_congestion_ops 192: ssthresh=0:* cong_avoid=8:* set_state=16:* cwnd_event=24:* in_ack_event=32:*
  pkts_acked=40:* min_tso_segs=48:* cong_control=56:* undo_cwnd=64:* sndbuf_expand=72:* get_info=80:* name=88:1[16]
  owner=104:*module list=112:.list_head key=128:4 flags=132:4 init=136:* release=144:*
struct tcp_fastopen_context 56: key=0:.~217[2] num=32:4 rcu=40:.callback_head
struct tcp_fastopen_cookie 24: val=0:8[2] len=16:1 exp=17:1
struct tcp_fastopen_request 56: cookie=0:.tcp_fastopen_cookie data=24:*msghdr size=32:8 copied=40:4 uarg=48:*ubuf_info
struct tcp_md5sig_info 24: head=0:.hlist_head rcu=8:.callback_head
struct tcp_md5sig_key 136: node=0:.hlist_node keylen=16:1 family=17:1 prefixlen=18:1 flags=19:1 addr=20:.tcp_ao_addr
  l3index=36:4 key=40:1[80] rcu=120:.callback_head
struct tcp_mib 128: mibs=0:8[16]
struct tcp_options_received 24: ts_recent_stamp=0:4 ts_recent=4:4 rcv_tsval=8:4 rcv_tsecr=12:4 saw_tstamp=128+1:2
  tstamp_ok=129+1:2 dsack=130+1:2 wscale_ok=131+1:2 sack_ok=132+3:2 smc_ok=135+1:2 snd_wscale=136+4:2
  rcv_wscale=140+4:2 accecn=144+6:1 saw_unknown=150+1:1 unused=151+1:1 num_sacks=19:1 user_mss=20:2 mss_clamp=22:2
struct tcp_rack 24: mstamp=0:8 rtt_us=8:4 end_seq=12:4 last_delivered=16:4 reo_wnd_steps=20:1 reo_wnd_persist=168+5:1
  dsack_seen=173+1:1 advanced=174+1:1
struct tcp_request_sock 312: req=0:.inet_request_sock af_specific=256:*tcp_request_sock_ops snt_synack=264:8
  tfo_listener=272:1 is_mptcp=273:1 req_usec_ts=274:1 drop_req=275:1 txhash=276:4 rcv_isn=280:4 snt_isn=284:4
  ts_off=288:4 snt_tsval_first=292:4 snt_tsval_last=296:4 last_oow_ack_time=300:4 rcv_nxt=304:4 syn_tos=308:1
  accecn_ok=309:1 syn_ect_snt=2480+2:1 syn_ect_rcv=2482+2:1 accecn_fail_mode=2484+4:1 saw_accecn_opt=2488+2:1
struct tcp_request_sock_ops 56: mss_clamp=0:2 req_md5_lookup=8:* calc_md5_hash=16:* cookie_init_seq=24:*
  route_req=32:* init_seq_and_ts_off=40:* send_synack=48:*
struct tcp_sack_block 8: start_seq=0:4 end_seq=4:4
struct tcp_sock 2304: inet_conn=0:.inet_connection_sock __cacheline_group_begin__tcp_sock_read_tx=1400:1[0]
  max_window=1400:4 rcv_ssthresh=1404:4 reordering=1408:4 notsent_lowat=1412:4 gso_segs=1416:2
  retransmit_skb_hint=1424:*sk_buff __cacheline_group_end__tcp_sock_read_tx=1432:1[0]
  __cacheline_group_begin__tcp_sock_read_txrx=1432:1[0] tsoffset=1432:4 snd_wnd=1436:4 mss_cache=1440:4
  snd_cwnd=1444:4 prr_out=1448:4 lost_out=1452:4 sacked_out=1456:4 tcp_header_len=1460:2 scaling_ratio=1462:1
  repair=11704+1:1 tcp_usec_ts=11705+1:1 is_sack_reneg=11706+1:1 is_cwnd_limited=11707+1:1 recvmsg_inq=11708+1:1
  __cacheline_group_end__tcp_sock_read_txrx=1464:1[0] __cacheline_group_begin__tcp_sock_read_rx=1464:1[0]
  copied_seq=1464:4 snd_wl1=1468:4 tlp_high_seq=1472:4 rttvar_us=1476:4 retrans_out=1480:4 advmss=1484:2
  urg_data=1486:2 lost=1488:4 snd_ssthresh=1492:4 rtt_min=1496:.minmax out_of_order_queue=1520:.rb_root
  __cacheline_group_end__tcp_sock_read_rx=1528:1[0] __cacheline_group_begin__tcp_sock_write_tx=1536:1[0]
  segs_out=1536:4 data_segs_out=1540:4 bytes_sent=1544:8 snd_sml=1552:4 chrono_type=1556:1 chrono_start=1560:4
  chrono_stat=1564:4[3] write_seq=1576:4 pushed_seq=1580:4 lsndtime=1584:4 mdev_us=1588:4 rtt_seq=1592:4
  tcp_wstamp_ns=1600:8 accecn_opt_tstamp=1608:8 tsorted_sent_queue=1616:.list_head highest_sack=1632:*sk_buff
  ecn_flags=1640:1 __cacheline_group_end__tcp_sock_write_tx=1641:1[0]
  __cacheline_group_begin__tcp_sock_write_txrx=1641:1[0] nonagle=13128+4:1 rate_app_limited=13132+1:1
  received_ce_pending=13136+4:1 unused2=13140+4:1 accecn_minlen=13144+2:1 est_ecnfield=13146+2:1
  accecn_opt_demand=13148+2:1 prev_ecnfield=13150+2:1 pred_flags=1644:4 tcp_clock_cache=1648:8 tcp_mstamp=1656:8
  rcv_nxt=1664:4 snd_nxt=1668:4 snd_una=1672:4 window_clamp=1676:4 srtt_us=1680:4 packets_out=1684:4 snd_up=1688:4
  delivered=1692:4 delivered_ce=1696:4 received_ce=1700:4 received_ecn_bytes=1704:4[3] app_limited=1716:4
  rcv_wnd=1720:4 rcv_tstamp=1724:4 rx_opt=1728:.tcp_options_received
  __cacheline_group_end__tcp_sock_write_txrx=1752:1[0] __cacheline_group_begin__tcp_sock_write_rx=1752:1[0]
  bytes_received=1752:8 segs_in=1760:4 data_segs_in=1764:4 rcv_wup=1768:4 max_packets_out=1772:4 cwnd_usage_seq=1776:4
  rate_delivered=1780:4 rate_interval_us=1784:4 rcv_rtt_last_tsecr=1788:4 delivered_ecn_bytes=1792:4[3]
  first_tx_mstamp=1808:8 delivered_mstamp=1816:8 bytes_acked=1824:8 rcv_rtt_est=1832:.~271 rcvq_space=1848:.~272
  __cacheline_group_end__tcp_sock_write_rx=1864:1[0] dsack_dups=1864:4 compressed_ack_rcv_nxt=1868:4
  tsq_node=1872:.list_head rack=1888:.tcp_rack compressed_ack=1912:1 dup_ack_counter=15304+2:1 tlp_retrans=15306+1:1
  syn_ect_snt=15307+2:1 syn_ect_rcv=15309+2:1 thin_lto=15311+1:1 fastopen_connect=15312+1:1
  fastopen_no_cookie=15313+1:1 fastopen_client_fail=15314+2:1 frto=15316+1:1 repair_queue=1915:1 save_syn=15328+2:1
  syn_data=15330+1:1 syn_fastopen=15331+1:1 syn_fastopen_exp=15332+1:1 syn_fastopen_ch=15333+1:1
  syn_data_acked=15334+1:1 syn_fastopen_child=15335+1:1 keepalive_probes=1917:1 accecn_fail_mode=15344+4:1
  saw_accecn_opt=15348+2:1 tcp_tx_delay=1920:4 mdev_max_us=1924:4 reord_seen=1928:4 snd_cwnd_cnt=1932:4
  snd_cwnd_clamp=1936:4 snd_cwnd_used=1940:4 snd_cwnd_stamp=1944:4 prior_cwnd=1948:4 prr_delivered=1952:4
  last_oow_ack_time=1956:4 pacing_timer=1960:.hrtimer compressed_ack_timer=2024:.hrtimer ooo_last_skb=2088:*sk_buff
  duplicate_sack=2096:.tcp_sack_block[1] selective_acks=2104:.tcp_sack_block[4]
  recv_sack_cache=2136:.tcp_sack_block[4] prior_ssthresh=2168:4 high_seq=2172:4 retrans_stamp=2176:4
  undo_marker=2180:4 undo_retrans=2184:4 mtu_info=2188:4 bytes_retrans=2192:8 total_retrans=2200:4 rto_stamp=2204:4
  total_rto=2208:2 total_rto_recoveries=2210:2 total_rto_time=2212:4 urg_seq=2216:4 keepalive_time=2220:4
  keepalive_intvl=2224:4 linger2=2228:4 bpf_sock_ops_cb_flags=2232:1 bpf_chg_cc_inprogress=17864+1:1
  timeout_rehash=2234:2 rcv_ooopack=2236:4 mtu_probe=2240:.~273 plb_rehash=2248:4 is_mptcp=2252:1
  af_specific=2256:*tcp_sock_af_ops md5sig_info=2264:*tcp_md5sig_info fastopen_req=2272:*tcp_fastopen_request
  fastopen_rsk=2280:*request_sock saved_syn=2288:*saved_syn
struct tcp_sock_af_ops 24: md5_lookup=0:* calc_md5_hash=8:* md5_parse=16:*
struct tcp_timewait_sock 248: tw_sk=0:.inet_timewait_sock tw_rcv_wnd=216:4 tw_ts_offset=220:4 tw_ts_recent=224:4
  tw_last_oow_ack_time=228:4 tw_ts_recent_stamp=232:4 tw_tx_delay=236:4 tw_md5_key=240:*tcp_md5sig_key
struct tcp_ulp_ops 88: list=0:.list_head init=16:* update=24:* release=32:* get_info=40:* get_info_size=48:*
  clone=56:* name=64:1[16] owner=80:*module
struct thread_group_cputimer 24: cputime_atomic=0:.task_cputime_atomic
struct thread_info 24: flags=0:8 syscall_work=8:8 status=16:4 cpu=20:4
struct thread_struct 152: tls_array=0:.desc_struct[3] sp=24:8 es=32:2 ds=34:2 fsindex=36:2 gsindex=38:2 fsbase=40:8
  gsbase=48:8 ptrace_bps=56:*perf_event[4] virtual_dr6=88:8 ptrace_dr7=96:8 cr2=104:8 trap_nr=112:8 error_code=120:8
  io_bitmap=128:*io_bitmap iopl_emul=136:8 iopl_warn=1152+1:4 pkru=148:4
struct throtl_data 192: service_queue=0:.throtl_service_queue queue=128:*request_queue nr_queued=136:4[2]
  throtl_slice=144:4 dispatch_work=152:.work_struct track_bio_latency=184:1
struct throtl_service_queue 128: parent_sq=0:*throtl_service_queue queued=8:.list_head[2] nr_queued_bps=40:4[2]
  nr_queued_iops=48:4[2] pending_tree=56:.rb_root_cached nr_pending=72:4 first_pending_disptime=80:8
  pending_timer=88:.timer_list
struct time_namespace 144: user_ns=0:*user_namespace ucounts=8:*ucounts ns=16:.ns_common offsets=96:.timens_offsets
  vvar_page=128:*page frozen_offsets=136:1
struct timens_offsets 32: monotonic=0:.timespec64 boottime=16:.timespec64
struct timer_list 40: entry=0:.hlist_node expires=16:8 function=24:* flags=32:4
struct timer_rand_state 24: last_time=0:8 last_delta=8:8 last_delta2=16:8
struct timerqueue_head 16: rb_root=0:.rb_root_cached
struct timerqueue_node 32: node=0:.rb_node expires=24:8
struct timespec64 16: tv_sec=0:8 tv_nsec=8:8
struct timewait_sock_ops 24: twsk_slab=0:*kmem_cache twsk_slab_name=8:* twsk_obj_size=16:4
struct tlbflush_unmap_batch 48: arch=0:.arch_tlbflush_unmap_batch flush_required=40:1 writable=41:1
struct trace_event 32: node=0:.hlist_node type=16:4 funcs=24:*trace_event_functions
struct trace_event_call 120: list=0:.list_head class=16:*trace_event_class =24:.~298 event=32:.trace_event
  print_fmt=64:* =72:.~299 data=80:* flags=88:4 perf_refcount=92:4 perf_events=96:*hlist_head
  prog_array=104:*bpf_prog_array perf_perm=112:*
struct trace_event_class 72: system=0:* probe=8:* perf_probe=16:* reg=24:* fields_array=32:*trace_event_fields
  get_fields=40:* fields=48:.list_head raw_init=64:*
struct trace_event_fields 40: type=0:* =8:.~300
struct trace_event_functions 32: trace=0:* raw=8:* hex=16:* binary=24:*
struct tracepoint 72: name=0:* key=8:.static_key_false static_call_key=24:*static_call_key static_call_tramp=32:*
  iterator=40:* probestub=48:* funcs=56:*tracepoint_func ext=64:*tracepoint_ext
struct tracepoint_ext 24: regfunc=0:* unregfunc=8:* faultable=128+1:4
struct tracepoint_func 24: func=0:* data=8:* prio=16:4
struct tty_audit_buf 56: mutex=0:.mutex dev=32:4 icanon=36:1 valid=40:8 data=48:*
struct tty_buffer 32: =0:.~367 used=8:4 size=12:4 commit=16:4 lookahead=20:4 read=24:4 flags=28:1 data=32:1[0]
struct tty_bufhead 136: head=0:*tty_buffer work=8:.work_struct lock=40:.mutex priority=72:.~4 sentinel=80:.tty_buffer
  free=112:.llist_head mem_used=120:.~4 mem_limit=124:4 tail=128:*tty_buffer
struct tty_driver 192: kref=0:.kref cdevs=8:* owner=16:*module driver_name=24:* name=32:* name_base=40:4 major=44:4
  minor_start=48:4 num=52:4 type=56:4 subtype=60:4 init_termios=64:.ktermios flags=112:8
  proc_entry=120:*proc_dir_entry other=128:*tty_driver ttys=136:* ports=144:* termios=152:* driver_state=160:*
  ops=168:*tty_operations tty_drivers=176:.list_head
struct tty_ldisc 16: ops=0:*tty_ldisc_ops tty=8:*tty_struct
struct tty_ldisc_ops 144: name=0:* num=8:4 open=16:* close=24:* flush_buffer=32:* read=40:* write=48:* ioctl=56:*
  compat_ioctl=64:* set_termios=72:* poll=80:* hangup=88:* receive_buf=96:* write_wakeup=104:* dcd_change=112:*
  receive_buf2=120:* lookahead_buf=128:* owner=136:*module
struct tty_operations 272: lookup=0:* install=8:* remove=16:* open=24:* close=32:* shutdown=40:* cleanup=48:*
  write=56:* put_char=64:* flush_chars=72:* write_room=80:* chars_in_buffer=88:* ioctl=96:* compat_ioctl=104:*
  set_termios=112:* throttle=120:* unthrottle=128:* stop=136:* start=144:* hangup=152:* break_ctl=160:*
  flush_buffer=168:* ldisc_ok=176:* set_ldisc=184:* wait_until_sent=192:* send_xchar=200:* tiocmget=208:*
  tiocmset=216:* resize=224:* get_icount=232:* get_serial=240:* set_serial=248:* show_fdinfo=256:* proc_show=264:*
struct tty_port 376: buf=0:.tty_bufhead tty=136:*tty_struct itty=144:*tty_struct ops=152:*tty_port_operations
  client_ops=160:*tty_port_client_operations lock=168:.spinlock blocked_open=172:4 count=176:4
  open_wait=184:.wait_queue_head delta_msr_wait=208:.wait_queue_head flags=232:8 iflags=240:8 console=1984+1:1
  mutex=256:.mutex buf_mutex=288:.mutex xmit_buf=320:* xmit_fifo=328:.~365 close_delay=352:4 closing_wait=356:4
  drain_delay=360:4 kref=364:.kref client_data=368:*
struct tty_port_client_operations 24: receive_buf=0:* lookahead_buf=8:* write_wakeup=16:*
struct tty_port_operations 40: carrier_raised=0:* dtr_rts=8:* shutdown=16:* activate=24:* destruct=32:*
struct tty_struct 656: kref=0:.kref index=4:4 dev=8:*device driver=16:*tty_driver port=24:*tty_port
  ops=32:*tty_operations ldisc=40:*tty_ldisc ldisc_sem=48:.ld_semaphore atomic_write_lock=96:.mutex
  legacy_mutex=128:.mutex throttle_mutex=160:.mutex termios_rwsem=192:.rw_semaphore winsize_mutex=232:.mutex
  termios=264:.ktermios termios_locked=308:.ktermios name=352:1[64] flags=416:8 count=424:4 receive_room=428:4
  winsize=432:.winsize flow=440:.~363 ctrl=448:.~364 hw_stopped=472:1 closing=473:1 flow_change=476:4
  link=480:*tty_struct fasync=488:*fasync_struct write_wait=496:.wait_queue_head read_wait=520:.wait_queue_head
  hangup_work=544:.work_struct disc_data=576:* driver_data=584:* files_lock=592:.spinlock write_cnt=596:4
  write_buf=600:* tty_files=608:.list_head SAK_work=624:.work_struct
struct u64_stats_sync 0:
struct ubuf_info 16: ops=0:*ubuf_info_ops refcnt=8:.refcount_struct flags=12:1
struct ubuf_info_ops 16: complete=0:* link_skb=8:*
struct ucounts 184: node=0:.hlist_nulls_node ns=16:*user_namespace uid=24:.~11 rcu=32:.callback_head count=48:.~118
  ucount=56:.~0[12] rlimit=152:.~0[4]
struct udp6_sock 1472: udp=0:.udp_sock inet6=1344:.ipv6_pinfo
struct udp_hslot 16: =0:.~219 count=8:4 lock=12:.spinlock
struct udp_hslot_main 32: hslot=0:.udp_hslot hash4_cnt=16:4
struct udp_mib 80: mibs=0:8[10]
struct udp_prod_queue 64: ll_root=0:.llist_head rmem_alloc=8:.~4
struct udp_sock 1344: inet=0:.inet_sock udp_flags=1016:8 pending=1024:4 encap_type=1028:1 udp_lrpa_hash=1030:2
  udp_lrpa_node=1032:.hlist_nulls_node len=1048:2 gso_size=1050:2 pcslen=1052:2 pcrlen=1054:2 encap_rcv=1056:*
  encap_err_rcv=1064:* encap_err_lookup=1072:* encap_destroy=1080:* gro_receive=1088:* gro_complete=1096:*
  udp_prod_queue=1104:*udp_prod_queue reader_queue=1152:.sk_buff_head forward_deficit=1176:4 forward_threshold=1180:4
  peeking_with_offset=1184:1 tunnel_list=1192:.hlist_node drop_counters=1216:.numa_drop_counters
struct udp_table 32: hash=0:*udp_hslot hash2=8:*udp_hslot_main hash4=16:*udp_hslot mask=24:4 log=28:4
struct udp_tunnel_gro 16: sk=0:*sock list=8:.hlist_head
struct udp_tunnel_nic 144: work=0:.delayed_work dev=88:*net_device lock=96:.mutex need_sync=1024+1:1
  need_replay=1025+1:1 n_tables=132:4 missed=136:8 entries=144:*udp_tunnel_nic_table_entry[0]
struct udp_tunnel_nic_info 72: set_port=0:* unset_port=8:* sync_table=16:* shared=24:*udp_tunnel_nic_shared flags=32:4
  tables=36:.udp_tunnel_nic_table_info[4]
struct udp_tunnel_nic_shared 24: udp_tunnel_nic_info=0:*udp_tunnel_nic devices=8:.list_head
struct udp_tunnel_nic_table_entry 8: port=0:2 type=2:1 flags=3:1 use_cnt=4:2 hw_priv=6:1
struct udp_tunnel_nic_table_info 8: n_entries=0:4 tunnel_types=4:4
struct uevent_sock 24: list=0:.list_head sk=16:*sock
struct uid_gid_extent 12: first=0:4 lower_first=4:4 count=8:4
struct uid_gid_map 64: =0:.~121
struct uncached_list 24: lock=0:.spinlock head=8:.list_head
struct unix_address 8: refcnt=0:.refcount_struct len=4:4 name=8:.sockaddr_un[0]
struct unix_sock 1152: sk=0:.sock addr=784:*unix_address path=792:.path iolock=808:.mutex bindlock=840:.mutex
  peer=872:*sock listener=880:*sock vertex=888:*unix_vertex lock=896:.spinlock peer_wq=960:.socket_wq
  peer_wake=1024:.wait_queue_entry scm_stat=1064:.scm_stat inq_len=1080:4 recvmsg_inq=1084:1 oob_skb=1088:*sk_buff
struct unix_table 16: locks=0:*spinlock buckets=8:*hlist_head
struct unix_vertex 72: edges=0:.list_head entry=16:.list_head scc_entry=32:.list_head out_degree=48:8 index=56:8
  scc_index=64:8
struct unwind_cache 16: unwind_completed=0:8 nr_entries=8:4 entries=16:8[0]
struct unwind_task_info 40: unwind_mask=0:8 cache=8:*unwind_cache work=16:.callback_head id=32:.unwind_task_id
struct upid 16: nr=0:4 ns=8:*pid_namespace
struct uprobe 248: rb_node=0:.rb_node ref=24:.refcount_struct register_rwsem=32:.rw_semaphore
  consumer_rwsem=72:.rw_semaphore pending_list=112:.list_head consumers=128:.list_head inode=144:*inode =152:.~45
  offset=184:8 ref_ctr_offset=192:8 flags=200:8 arch=208:.arch_uprobe
struct uprobe_task 128: state=0:4 depth=4:4 return_instances=8:*return_instance ri_pool=16:*return_instance
  ri_timer=24:.timer_list ri_seqcount=64:.seqcount =72:.~323 active_uprobe=96:*uprobe xol_vaddr=104:8
  signal_denied=112:1 auprobe=120:*arch_uprobe
struct uprobe_xol_ops 32: emulate=0:* pre_xol=8:* post_xol=16:* abort=24:*
struct uprobes_state 16: xol_area=0:*xol_area head_tramps=8:.hlist_head
struct user_namespace 672: uid_map=0:.uid_gid_map gid_map=64:.uid_gid_map projid_map=128:.uid_gid_map
  parent=192:*user_namespace level=200:4 owner=204:.~11 group=208:.~12 ns=216:.ns_common flags=296:8
  parent_could_setfcap=304:1 keyring_name_list=312:.list_head user_keyring_register=328:*key
  keyring_sem=336:.rw_semaphore persistent_keyring_register=376:*key work=384:.work_struct set=416:.ctl_table_set
  sysctls=520:*ctl_table_header ucounts=528:*ucounts ucount_max=536:8[12] rlimit_max=632:8[4]
  binfmt_misc=664:*binfmt_misc
struct user_struct 128: __count=0:.refcount_struct epoll_watches=8:.percpu_counter unix_inflight=48:8 pipe_bufs=56:.~0
  uidhash_node=64:.hlist_node uid=80:.~11 locked_vm=88:.~0 ratelimit=96:.ratelimit_state
struct userfaultfd_ctx 176: fault_pending_wqh=0:.wait_queue_head fault_wqh=24:.wait_queue_head
  fd_wqh=48:.wait_queue_head event_wqh=72:.wait_queue_head refile_seq=96:.seqcount_spinlock
  refcount=100:.refcount_struct flags=104:4 features=108:4 released=112:1 map_changing_lock=120:.rw_semaphore
  mmap_changing=160:.~4 mm=168:*mm_struct
struct uts_namespace 488: name=0:.new_utsname user_ns=392:*user_namespace ucounts=400:*ucounts ns=408:.ns_common
struct vdso_image 104: data=0:* size=8:8 alt=16:8 alt_len=24:8 extable_base=32:8 extable_len=40:8 extable=48:*
  sym___kernel_sigreturn=56:8 sym___kernel_rt_sigreturn=64:8 sym___kernel_vsyscall=72:8 sym_int80_landing_pad=80:8
  sym_vdso32_sigreturn_landing_pad=88:8 sym_vdso32_rt_sigreturn_landing_pad=96:8
struct vfsmount 32: mnt_root=0:*dentry mnt_sb=8:*super_block mnt_flags=16:4 mnt_idmap=24:*mnt_idmap
struct vm_area_struct 192: =0:.~292 vm_mm=16:*mm_struct vm_page_prot=24:.pgprot =32:.~293 vm_lock_seq=40:4
  anon_vma_chain=48:.list_head anon_vma=64:*anon_vma vm_ops=72:*vm_operations_struct vm_pgoff=80:8 vm_file=88:*file
  vm_private_data=96:* swap_readahead_info=104:.~0 vm_policy=112:*mempolicy numab_state=120:*vma_numab_state
  vm_refcnt=128:.refcount_struct shared=136:.~294 vm_userfaultfd_ctx=168:.vm_userfaultfd_ctx
  pfnmap_track_ctx=176:*pfnmap_track_ctx
struct vm_operations_struct 120: open=0:* close=8:* may_split=16:* mremap=24:* mprotect=32:* fault=40:*
  huge_fault=48:* map_pages=56:* pagesize=64:* page_mkwrite=72:* pfn_mkwrite=80:* access=88:* name=96:*
  set_policy=104:* get_policy=112:*
struct vm_struct 72: next=0:*vm_struct addr=8:* size=16:8 flags=24:8 pages=32:* page_order=40:4 nr_pages=44:4
  phys_addr=48:8 caller=56:* requested_size=64:8
struct vm_userfaultfd_ctx 8: ctx=0:*userfaultfd_ctx
struct vma_numab_state 40: next_scan=0:8 pids_active_reset=8:8 pids_active=16:8[2] start_scan_seq=32:4
  prev_scan_seq=36:4
struct vmem_altmap 56: base_pfn=0:8 end_pfn=8:8 reserve=16:8 free=24:8 align=32:8 alloc=40:8 inaccessible=48:1
struct vmpressure 120: scanned=0:8 reclaimed=8:8 tree_scanned=16:8 tree_reclaimed=24:8 sr_lock=32:.spinlock
  events=40:.list_head events_lock=56:.mutex work=88:.work_struct
struct wait_page_queue 56: folio=0:*folio bit_nr=8:4 wait=16:.wait_queue_entry
struct wait_queue_entry 40: flags=0:4 private=8:* func=16:* entry=24:.list_head
struct wait_queue_head 24: lock=0:.spinlock head=8:.list_head
struct wake_irq 24: dev=0:*device status=8:4 irq=12:4 name=16:*
struct wake_q_node 8: next=0:*wake_q_node
struct wb_completion 16: cnt=0:.~4 waitq=8:*wait_queue_head
struct wb_domain 120: lock=0:.spinlock completions=8:.fprop_global period_timer=56:.timer_list period_time=96:8
  dirty_limit_tstamp=104:8 dirty_limit=112:8
struct winsize 8: ws_row=0:2 ws_col=2:2 ws_xpixel=4:2 ws_ypixel=6:2
struct work_struct 32: data=0:.~0 entry=8:.list_head func=24:*
struct worker 168: =0:.~41 current_work=16:*work_struct current_func=24:* current_pwq=32:*pool_workqueue
  current_at=40:8 current_color=48:4 sleeping=52:4 last_func=56:* scheduled=64:.list_head task=80:*task_struct
  pool=88:*worker_pool node=96:.list_head last_active=112:8 flags=120:4 id=124:4 desc=128:1[32]
  rescue_wq=160:*workqueue_struct
struct worker_pool 792: lock=0:.raw_spinlock cpu=4:4 node=8:4 id=12:4 flags=16:4 watchdog_ts=24:8 cpu_stall=32:1
  nr_running=36:4 worklist=40:.list_head nr_workers=56:4 nr_idle=60:4 idle_list=64:.list_head
  idle_timer=80:.timer_list idle_cull_work=120:.work_struct mayday_timer=152:.timer_list busy_hash=192:.hlist_head[64]
  manager=704:*worker workers=712:.list_head worker_ida=728:.ida attrs=744:*workqueue_attrs hash_node=752:.hlist_node
  refcnt=768:4 rcu=776:.callback_head
struct workqueue_attrs 88: nice=0:4 cpumask=8:.cpumask[1] __pod_cpumask=40:.cpumask[1] affn_strict=72:1
  affn_scope=76:4 ordered=80:1
struct workqueue_struct 320: pwqs=0:.list_head list=16:.list_head mutex=32:.mutex work_color=64:4 flush_color=68:4
  nr_pwqs_to_flush=72:.~4 first_flusher=80:*wq_flusher flusher_queue=88:.list_head flusher_overflow=104:.list_head
  maydays=120:.list_head rescuer=136:*worker nr_drainers=144:4 max_active=148:4 min_active=152:4
  saved_max_active=156:4 saved_min_active=160:4 unbound_attrs=168:*workqueue_attrs dfl_pwq=176:*pool_workqueue
  wq_dev=184:*wq_device name=192:1[32] rcu=224:.callback_head flags=256:4 cpu_pwq=264:*
  node_nr_active=272:*wq_node_nr_active[0]
struct wq_device 704: wq=0:*workqueue_struct dev=8:.device
struct wq_flusher 56: list=0:.list_head flush_color=16:4 done=24:.completion
struct wq_node_nr_active 32: max=0:4 nr=4:.~4 lock=8:.raw_spinlock pending_pwqs=16:.list_head
struct ww_acquire_ctx 24: task=0:*task_struct stamp=8:8 acquired=16:4 wounded=20:2 is_wait_die=22:2
struct x86_msi_addr_hi 4: reserved=0+8:4 destid_8_31=8+24:4
struct x86_msi_addr_lo 4: =0:.~176
struct x86_msi_data 4: =0:.~174
struct xarray 16: xa_lock=0:.spinlock xa_flags=4:4 xa_head=8:*
struct xdp_buff 56: data=0:* data_end=8:* data_meta=16:* data_hard_start=24:* rxq=32:*xdp_rxq_info
  txq=40:*xdp_txq_info =48:.~222
struct xdp_buff_xsk 128: xdp=0:.xdp_buff cb=56:1[24] dma=80:8 frame_dma=88:8 pool=96:*xsk_buff_pool
  list_node=104:.list_head
struct xdp_desc 16: addr=0:8 len=8:4 options=12:4
struct xdp_dev_bulk_queue 176: q=0:*xdp_frame[16] flush_node=128:.list_head dev=144:*net_device dev_rx=152:*net_device
  xdp_prog=160:*bpf_prog count=168:4 bq_lock=172:.~25
struct xdp_frame 40: data=0:* len=8:4 headroom=12:4 metasize=16:4 mem_type=160+32:4 dev_rx=24:*net_device
  frame_sz=32:4 flags=36:4
struct xdp_mem_info 8: type=0:4 id=4:4
struct xdp_metadata_ops 24: xmo_rx_timestamp=0:* xmo_rx_hash=8:* xmo_rx_vlan_tag=16:*
struct xdp_ring 320: producer=0:4 pad1=64:4 consumer=128:4 pad2=192:4 flags=196:4 pad3=256:4
struct xdp_rxq_info 64: dev=0:*net_device queue_index=8:4 reg_state=12:4 mem=16:.xdp_mem_info frag_size=24:4
struct xdp_sock 1088: sk=0:.sock rx=832:*xsk_queue dev=840:*net_device umem=848:*xdp_umem flush_node=856:.list_head
  pool=872:*xsk_buff_pool queue_id=880:2 zc=882:1 sg=883:1 state=884:4 tx=896:*xsk_queue tx_list=904:.list_head
  tx_budget_spent=920:4 rx_dropped=928:8 rx_queue_full=936:8 skb=944:*sk_buff drain_cont=952:1 map_list=960:.list_head
  map_list_lock=976:.spinlock max_tx_budget=980:4 mutex=984:.mutex fq_tmp=1016:*xsk_queue cq_tmp=1024:*xsk_queue
struct xdp_txq_info 8: dev=0:*net_device
struct xdp_umem 112: addrs=0:* size=8:8 headroom=16:4 chunk_size=20:4 chunks=24:4 npgs=28:4 user=32:*user_struct
  users=40:.refcount_struct flags=44:1 tx_metadata_len=45:1 zc=46:1 pgs=48:* id=56:4 xsk_dma_list=64:.list_head
  work=80:.work_struct
struct xfrm_address_filter 36: saddr=0:.~236 daddr=16:.~236 family=32:2 splen=34:1 dplen=35:1
struct xfrm_algo 68: alg_name=0:1[64] alg_key_len=64:4 alg_key=68:1[0]
struct xfrm_algo_aead 72: alg_name=0:1[64] alg_key_len=64:4 alg_icv_len=68:4 alg_key=72:1[0]
struct xfrm_algo_auth 72: alg_name=0:1[64] alg_key_len=64:4 alg_trunc_len=68:4 alg_key=72:1[0]
struct xfrm_dev_offload 32: dev=0:*net_device dev_tracker=8:.~25 real_dev=8:*net_device offload_handle=16:8
  dir=192+2:1 type=194+2:1 flags=196+2:1
struct xfrm_encap_tmpl 24: encap_type=0:2 encap_sport=2:2 encap_dport=4:2 encap_oa=8:.~236
struct xfrm_id 24: daddr=0:.~236 spi=16:4 proto=20:1
struct xfrm_lifetime_cfg 64: soft_byte_limit=0:8 hard_byte_limit=8:8 soft_packet_limit=16:8 hard_packet_limit=24:8
  soft_add_expires_seconds=32:8 hard_add_expires_seconds=40:8 soft_use_expires_seconds=48:8
  hard_use_expires_seconds=56:8
struct xfrm_lifetime_cur 32: bytes=0:8 packets=8:8 add_time=16:8 use_time=24:8
struct xfrm_mark 8: v=0:4 m=4:4
struct xfrm_mode 3: encap=0:1 family=1:1 flags=2:1
struct xfrm_mode_cbs 88: owner=0:*module init_state=8:* clone_state=16:* destroy_state=24:* user_init=32:*
  copy_to_user=40:* sa_len=48:* get_inner_mtu=56:* input=64:* output=72:* prepare_output=80:*
struct xfrm_policy 824: xp_net=0:.~36 bydst=8:.hlist_node byidx=24:.hlist_node state_cache_list=40:.hlist_head
  lock=48:.~13 refcnt=56:.refcount_struct pos=60:4 timer=64:.timer_list genid=104:.~4 priority=108:4 index=112:4
  if_id=116:4 mark=120:.xfrm_mark selector=128:.xfrm_selector lft=184:.xfrm_lifetime_cfg curlft=248:.xfrm_lifetime_cur
  walk=280:.xfrm_policy_walk_entry polq=304:.xfrm_policy_queue bydst_reinsert=376:1 type=377:1 action=378:1
  flags=379:1 xfrm_nr=380:1 family=382:2 security=384:*xfrm_sec_ctx xfrm_vec=392:.xfrm_tmpl[6] rcu=776:.callback_head
  xdo=792:.xfrm_dev_offload
struct xfrm_policy_hash 16: table=0:*hlist_head hmask=8:4 dbits4=12:1 sbits4=13:1 dbits6=14:1 sbits6=15:1
struct xfrm_policy_hthresh 48: work=0:.work_struct lock=32:.~114 lbits4=40:1 rbits4=41:1 lbits6=42:1 rbits6=43:1
struct xfrm_policy_queue 72: hold_queue=0:.sk_buff_head hold_timer=24:.timer_list timeout=64:8
struct xfrm_policy_walk_entry 24: all=0:.list_head dead=16:1
struct xfrm_replay_state 12: oseq=0:4 seq=4:4 bitmap=8:4
struct xfrm_replay_state_esn 24: bmp_len=0:4 oseq=4:4 seq=8:4 oseq_hi=12:4 seq_hi=16:4 replay_window=20:4 bmp=24:4[0]
struct xfrm_sec_ctx 8: ctx_doi=0:1 ctx_alg=1:1 ctx_len=2:2 ctx_sid=4:4 ctx_str=8:1[0]
struct xfrm_selector 56: daddr=0:.~236 saddr=16:.~236 dport=32:2 dport_mask=34:2 sport=36:2 sport_mask=38:2
  family=40:2 prefixlen_d=42:1 prefixlen_s=43:1 proto=44:1 ifindex=48:4 user=52:4
struct xfrm_state 816: xs_net=0:.~36 =8:.~240 =24:.~241 byspi=40:.hlist_node byseq=56:.hlist_node
  state_cache=72:.hlist_node state_cache_input=88:.hlist_node refcnt=104:.refcount_struct lock=108:.spinlock
  pcpu_num=112:4 id=116:.xfrm_id sel=140:.xfrm_selector mark=196:.xfrm_mark if_id=204:4 tfcpad=208:4 genid=212:4
  km=216:.xfrm_state_walk props=248:.~242 lft=304:.xfrm_lifetime_cfg aalg=368:*xfrm_algo_auth ealg=376:*xfrm_algo
  calg=384:*xfrm_algo aead=392:*xfrm_algo_aead geniv=400:* new_mapping_sport=408:2 new_mapping=412:4
  mapping_maxage=416:4 encap=424:*xfrm_encap_tmpl nat_keepalive_interval=432:4 nat_keepalive_expiration=440:8
  coaddr=448:*~236 tunnel=456:*xfrm_state tunnel_users=464:.~4 replay=468:.xfrm_replay_state
  replay_esn=480:*xfrm_replay_state_esn preplay=488:.xfrm_replay_state preplay_esn=504:*xfrm_replay_state_esn
  repl_mode=512:4 xflags=516:4 replay_maxage=520:4 replay_maxdiff=524:4 rtimer=528:.timer_list stats=568:.xfrm_stats
  curlft=584:.xfrm_lifetime_cur mtimer=616:.hrtimer xso=680:.xfrm_dev_offload saved_tmo=712:8 lastused=720:8
  xfrag=728:.page_frag type=744:*xfrm_type inner_mode=752:.xfrm_mode inner_mode_iaf=755:.xfrm_mode
  outer_mode=758:.xfrm_mode type_offload=768:*xfrm_type_offload security=776:*xfrm_sec_ctx data=784:* dir=792:1
  mode_cbs=800:*xfrm_mode_cbs mode_data=808:*
struct xfrm_state_walk 32: all=0:.list_head state=16:1 dying=17:1 proto=18:1 seq=20:4 filter=24:*xfrm_address_filter
struct xfrm_stats 12: replay_window=0:4 replay=4:4 integrity_failed=8:4
struct xfrm_tmpl 64: id=0:.xfrm_id saddr=24:.~236 encap_family=40:2 reqid=44:4 mode=48:1 share=49:1 optional=50:1
  allalgs=51:1 aalgos=52:4 ealgos=56:4 calgos=60:4
struct xfrm_type 56: owner=0:*module proto=8:1 flags=9:1 init_state=16:* destructor=24:* input=32:* output=40:*
  reject=48:*
struct xfrm_type_offload 40: owner=0:*module proto=8:1 encap=16:* input_tail=24:* xmit=32:*
struct xol_area 48: wq=0:.wait_queue_head bitmap=24:* page=32:*page vaddr=40:8
struct xps_dev_maps 24: rcu=0:.callback_head nr_ids=16:4 num_tc=20:2 attr_map=24:*xps_map[0]
struct xps_map 24: len=0:4 alloc_len=4:4 rcu=8:.callback_head queues=24:2[0]
struct xsk_buff_pool 256: dev=0:*device netdev=8:*net_device xsk_tx_list=16:.list_head xsk_tx_list_lock=32:.spinlock
  users=36:.refcount_struct umem=40:*xdp_umem work=48:.work_struct rx_lock=80:.spinlock free_list=88:.list_head
  xskb_list=104:.list_head heads_cnt=120:4 queue_id=124:2 fq=128:*xsk_queue cq=136:*xsk_queue dma_pages=144:*
  heads=152:*xdp_buff_xsk tx_descs=160:*xdp_desc chunk_mask=168:8 addrs_cnt=176:8 free_list_cnt=184:4
  dma_pages_cnt=188:4 free_heads_cnt=192:4 headroom=196:4 chunk_size=200:4 chunk_shift=204:4 frame_len=208:4
  xdp_zc_max_segs=212:4 tx_metadata_len=216:1 cached_need_wakeup=217:1 uses_need_wakeup=218:1 unaligned=219:1
  tx_sw_csum=220:1 addrs=224:* cq_prod_lock=232:.spinlock cq_cached_prod_lock=236:.spinlock
  free_heads=240:*xdp_buff_xsk[0]
struct xsk_map 304: map=0:.bpf_map lock=296:.spinlock count=300:.~4 xsk_map=304:*xdp_sock[0]
struct xsk_queue 48: ring_mask=0:4 nentries=4:4 cached_prod=8:4 cached_cons=12:4 ring=16:*xdp_ring invalid_descs=24:8
  queue_empty_descs=32:8 ring_vmalloc_size=40:8
struct xsk_tx_metadata_ops 32: tmo_request_timestamp=0:* tmo_fill_timestamp=8:* tmo_request_checksum=16:*
  tmo_request_launch_time=24:*
struct zone 1984: _watermark=0:8[4] watermark_boost=32:8 nr_reserved_highatomic=40:8 nr_free_highatomic=48:8
  lowmem_reserve=56:8[5] node=96:4 zone_pgdat=104:*pglist_data per_cpu_pageset=112:*per_cpu_pages
  per_cpu_zonestats=120:*per_cpu_zonestat pageset_high_min=128:4 pageset_high_max=132:4 pageset_batch=136:4
  zone_start_pfn=144:8 managed_pages=152:.~0 spanned_pages=160:8 present_pages=168:8 present_early_pages=176:8
  name=184:* nr_isolate_pageblock=192:8 span_seqlock=200:.~114 initialized=208:4 block_free=216:* block_stuck=224:*
  block_free_base=232:8 block_free_nr=240:8 _pad1_=256:.cacheline_padding free_area=256:.free_area[11] flags=1664:8
  lock=1672:.spinlock trylock_free_pages=1680:.llist_head _pad2_=1728:.cacheline_padding percpu_drift_mark=1728:8
  compact_cached_free_pfn=1736:8 compact_cached_migrate_pfn=1744:8[2] compact_init_migrate_pfn=1760:8
  compact_init_free_pfn=1768:8 compact_considered=1776:4 compact_defer_shift=1780:4 compact_order_failed=1784:4
  compact_blockskip_flush=1788:1 contiguous=1789:1 _pad3_=1792:.cacheline_padding vm_stat=1792:.~0[11]
  vm_numa_event=1880:.~0[6]
struct zonelist 81936: _zonerefs=0:.zoneref[5121]
struct zoneref 16: zone=0:*zone zone_idx=8:4
struct zswap_lruvec_state 8: nr_disk_swapins=0:.~0
struct ~0 8: counter=0:8
struct ~1 24: space=0:4 copied=4:4 time=8:8 rtt_us=16:8
struct ~101 4: inuse=0+16:4 objects=16+15:4 frozen=31+1:4
struct ~102 16: llnode=0:.llist_node flush_freelist=8:*
struct ~103 16: next=0:*slab slabs=8:4
struct ~104 16: freelist=0:* tid=8:8
struct ~108 24: icq=0:*io_cq priv=8:*[2]
struct ~109 16: seq=0:4 saved_end_io=8:*
struct ~11 4: val=0:4
struct ~112 64: lock=0:.spinlock dispatch=8:.list_head state=24:8
struct ~113 64: lock=0:.spinlock rq_lists=8:.list_head[3]
struct ~114 8: seqcount=0:.seqcount_spinlock lock=4:.spinlock
struct ~117 24: mounts=0:.rb_root mnt_last_node=8:*rb_node mnt_first_node=16:*rb_node
struct ~118 4: refcnt=0:.~4
struct ~12 4: val=0:4
struct ~120 48: ns_id=0:8 ns_tree_node=8:.rb_node ns_list_node=32:.list_head
struct ~122 64: extent=0:.uid_gid_extent[5] nr_extents=60:4
struct ~123 16: forward=0:*uid_gid_extent reverse=8:*uid_gid_extent
struct ~126 24: a_refcount=0:.refcount_struct a_count=4:4 a_rcu=8:.callback_head
struct ~13 8: raw_lock=0:.qrwlock
struct ~130 8: refcnt=0:.~0
struct ~131 8: v=0:8
struct ~133 24: ctl_table=0:*ctl_table ctl_table_size=8:4 used=12:4 count=16:4 nreg=20:4
struct ~138 32: name_link=0:.list_head keys=16:.assoc_array
struct ~139 40: hash=0:8 len_desc=8:8 type=16:*key_type domain_tag=24:*key_tag description=32:*
struct ~141 8: desc_len=0:2 desc=2:1[6]
struct ~142 64: reqs_available=0:.~4
struct ~143 64: ctx_lock=0:.spinlock active_reqs=8:.list_head
struct ~144 64: ring_lock=0:.mutex wait=32:.wait_queue_head
struct ~145 64: tail=0:4 completed_events=4:4 completion_lock=8:.spinlock
struct ~15 4: wlocked=0:1 __lstate=1:1[3]
struct ~150 48: _flags_3=0:8 _head_3=8:8 _hugetlb_subpool=16:* _hugetlb_cgroup=24:* _hugetlb_cgroup_rsvd=32:*
  _hugetlb_hwpoison=40:*
struct ~151 32: _flags_2=0:8 _head_2=8:8 _deferred_list=16:.list_head
struct ~152 64: _flags_1=0:8 _head_1=8:8 =16:.~153 _mapcount_1=48:.~4 _refcount_1=52:.~4 _nr_pages=56:4
struct ~154 32: _large_mapcount=0:.~4 _nr_pages_mapped=4:.~4 _entire_mapcount=8:.~4 _pincount=12:.~4
  _mm_id_mapcount=16:4[2] =24:.~155
struct ~156 64: flags=0:.~59 =8:.~157 mapping=24:*address_space =32:.~158 =40:.~159 _mapcount=48:.~4 _refcount=52:.~4
  memcg_data=56:8
struct ~160 8: val=0:8
struct ~161 16: __filler=0:* mlock_count=8:4
struct ~163 0: __empty_ranges=0:.~25 ranges=0:.range[0]
struct ~169 8: is_msix=0+1:1 multiple=1+3:1 multi_cap=4+3:1 can_mask=7+1:1 is_64=8+1:1 is_virtual=9+1:1
  default_irq=4:4
struct ~17 12: addr_signal=0:1 server_side=1:1 work_pending=2:1 accept_addr=3:1 accept_subflow=4:1
  remote_deny_join_id0=5:1 add_addr_signaled=6:1 add_addr_accepted=7:1 local_addr_used=8:1 pm_type=9:1
  extra_subflows=10:1 status=11:1
struct ~175 4: vector=0+8:4 delivery_mode=8+3:4 dest_mode_logical=11+1:4 reserved=12+2:4 active_low=14+1:4
  is_level=15+1:4
struct ~177 4: reserved_0=0+2:4 dest_mode_logical=2+1:4 redirect_hint=3+1:4 reserved_1=4+1:4 virt_destid_8_14=5+7:4
  destid_0_7=12+8:4 base_address=20+12:4
struct ~178 4: dmar_reserved_0=0+2:4 dmar_index_15=2+1:4 dmar_subhandle_valid=3+1:4 dmar_format=4+1:4
  dmar_index_0_14=5+15:4 dmar_base_address=20+12:4
struct ~180 4: index=0:2 dist=2:2
struct ~20 24: rmem_alloc=0:.~4 len=4:4 head=8:*sk_buff tail=16:*sk_buff
struct ~206 24: len=0:4 rcu=8:.callback_head
struct ~207 0: __empty_ptr=0:.~25 ptr=0:*[0]
struct ~208 16: head=0:.hlist_head lock=8:.spinlock seq=12:4
struct ~214 4: upper_bound=0:.~4
struct ~215 24: uw_nh_entry=0:.list_head count_buckets=16:2 wants_buckets=18:2
struct ~217 16: key=0:8[2]
struct ~22 32: slock=0:.spinlock owned=4:4 wq=8:.wait_queue_head
struct ~223 8: frame_sz=0:4 flags=4:4
struct ~224 8: priv_flags=0+32:8 lltx=32+1:8 netmem_tx=33+1:8
struct ~226 16: map=0:*bpf_map key=8:4
struct ~228 48: model=0:.btf_func_model addr=32:* ftrace_managed=40:1
struct ~230 8: id=0:4 flags=4:4
struct ~231 1: sk_scm_credentials=0+1:1 sk_scm_security=1+1:1 sk_scm_pidfd=2+1:1 sk_scm_rights=3+1:1
  sk_scm_unused=4+4:1
struct ~232 8: val=0:8
struct ~234 48: ino=0:8 pidfs_node=8:.rb_node stashed=32:*dentry attr=40:*pidfs_attr
struct ~238 128: bits=0:8[16]
struct ~242 52: reqid=0:4 mode=4:1 replay_window=5:1 aalgo=6:1 ealgo=7:1 calgo=8:1 flags=9:1 family=10:2
  saddr=12:.~236 header_len=28:4 enc_hdr_len=32:4 trailer_len=36:4 extra_flags=40:4 smark=44:.xfrm_mark
struct ~244 16: next=0:*sk_buff prev=8:*sk_buff
struct ~249 56: __pkt_type_offset=0:1[0] pkt_type=0+3:1 ignore_df=3+1:1 dst_pending_confirm=4+1:1 ip_summed=5+2:1
  ooo_okay=7+1:1 __mono_tc_offset=1:1[0] tstamp_type=8+2:1 tc_at_ingress=10+1:1 tc_skip_classify=11+1:1
  remcsum_offload=12+1:1 csum_complete_sw=13+1:1 csum_level=14+2:1 inner_protocol_type=16+1:1 l4_hash=17+1:1
  sw_hash=18+1:1 no_fcs=19+1:1 encapsulation=20+1:1 encap_hdr_csum=21+1:1 csum_valid=22+1:1 nf_trace=23+1:1
  redirected=24+1:1 from_ingress=25+1:1 nf_skip_egress=26+1:1 slow_gro=27+1:1 unreadable=28+1:1 tc_index=4:2
  alloc_cpu=6:2 =8:.~250 priority=12:4 skb_iif=16:4 hash=20:4 =24:.~251 =28:.~252 secmark=32:4 =36:.~253 =40:.~254
  inner_transport_header=42:2 inner_network_header=44:2 inner_mac_header=46:2 protocol=48:2 transport_header=50:2
  network_header=52:2 mac_header=54:2
struct ~25 0:
struct ~255 4: vlan_proto=0:2 vlan_tci=2:2
struct ~256 4: csum_start=0:2 csum_offset=2:2
struct ~257 16: _skb_refdst=0:8 destructor=8:*
struct ~258 24: next=0:*sk_buff prev=8:*sk_buff =16:.~259
struct ~260 16: pending=0:1 quick=1:1 pingpong=2:1 retry=3:1 ato=32+8:4 lrcv_flowlabel=40+20:4 dst_quick_ack=60+1:4
  unused=61+3:4 lrcvtime=8:4 last_seg_size=12:2 rcv_mss=14:2
struct ~261 16: search_high=0:4 search_low=4:4 probe_size=64+31:4 enabled=95+1:4 probe_timestamp=12:4
struct ~263 4: dport=0:2 sport=2:2
struct ~264 2: type=0:1 code=1:1
struct ~265 1: type=0:1
struct ~268 2: srcrt=0+1:2 osrcrt=1+1:2 rxinfo=2+1:2 rxoinfo=3+1:2 rxhlim=4+1:2 rxohlim=5+1:2 hopopts=6+1:2
  ohopopts=7+1:2 dstopts=8+1:2 odstopts=9+1:2 rxflow=10+1:2 rxtclass=11+1:2 rxpmtu=12+1:2 rxorigdstaddr=13+1:2
  recvfragsize=14+1:2
struct ~27 8: a=0:.~0
struct ~270 16: ipv6_opt=0:*ipv6_txoptions pktopts=8:*sk_buff
struct ~271 16: rtt_us=0:4 seq=4:4 time=8:8
struct ~272 16: space=0:4 seq=4:4 time=8:8
struct ~273 8: probe_seq_start=0:4 probe_seq_end=4:4
struct ~278 16: =0:.~279 count=8:8
struct ~288 4: skc_dport=0:2 skc_num=2:2
struct ~289 8: skc_daddr=0:4 skc_rcv_saddr=4:4
struct ~294 32: rb=0:.rb_node rb_subtree_last=24:8
struct ~296 16: vm_start=0:8 vm_end=8:8
struct ~297 8: sig=0:8[1]
struct ~301 32: name=0:* size=8:4 align=12:4 is_signed=128+1:4 needs_test=129+1:4 filter_type=20:4 len=24:4
struct ~303 8: cap_bit0=0+1:8 cap_bit0_is_deprecated=1+1:8 cap_user_rdpmc=2+1:8 cap_user_time=3+1:8
  cap_user_time_zero=4+1:8 cap_user_time_short=5+1:8 cap_____res=6+58:8
struct ~306 16: last_period=0:8 period_left=8:.~47
struct ~307 16: saved_metric=0:8 saved_slots=8:8
struct ~308 112: config=0:8 config1=8:8 last_tag=16:8 dyn_constraint=24:8 config_base=32:8 event_base=40:8
  event_base_rdpmc=48:4 idx=52:4 last_cpu=56:4 flags=60:4 extra_reg=64:.hw_perf_event_extra
  branch_reg=88:.hw_perf_event_extra
struct ~309 16: aux_config=0:8 aux_paused=8:4
struct ~31 0: __empty_insns=0:.~25 insns=0:.sock_filter[0]
struct ~310 64: hrtimer=0:.hrtimer
struct ~311 16: tp_list=0:.list_head
struct ~312 16: pwr_acc=0:8 ptsc=8:8
struct ~313 40: info=0:.arch_hw_breakpoint bp_list=24:.rhlist_head
struct ~314 24: iommu_bank=0:1 iommu_cntr=1:1 padding=2:2 conf=8:8 conf1=16:8
struct ~32 0: __empty_insnsi=0:.~25 insnsi=0:.bpf_insn[0]
struct ~320 4: aux_start_paused=0+1:4 aux_pause=1+1:4 aux_resume=2+1:4 __reserved_3=3+29:4
struct ~321 8: cpu=0:4 cnt=4:4
struct ~326 8: offs=0:4 ilen=4:1 opc1=5:1
struct ~327 2: fixups=0:1 ilen=1:1
struct ~328 2: reg_offset=0:1 ilen=1:1
struct ~329 24: autask=0:.arch_uprobe_task vaddr=16:8
struct ~330 24: dup_xol_work=0:.callback_head dup_xol_addr=16:8
struct ~331 24: i_seq=0:8 pgoff=8:8 offset=16:4
struct ~332 24: =0:.~334 address=8:8 offset=16:4
struct ~333 24: ptr=0:8 word=8:8 offset=16:4 node=20:4
struct ~335 48: si_signo=0:4 si_errno=4:4 si_code=8:4 _sifields=16:.__sifields
struct ~336 8: _pid=0:4 _uid=4:4
struct ~337 24: _tid=0:4 _overrun=4:4 _sigval=8:.sigval _sys_private=16:4
struct ~338 16: _pid=0:4 _uid=4:4 _sigval=8:.sigval
struct ~339 32: _pid=0:4 _uid=4:4 _status=8:4 _utime=16:8 _stime=24:8
struct ~340 32: _addr=0:* =8:.~343
struct ~341 16: _band=0:8 _fd=8:4
struct ~342 16: _call_addr=0:* _syscall=8:4 _arch=12:4
struct ~344 24: _dummy_bnd=0:1[8] _lower=8:* _upper=16:*
struct ~345 12: _dummy_pkey=0:1[8] _pkey=8:4
struct ~346 16: _data=0:8 _type=8:4 _flags=12:4
struct ~348 56: nargs=0:4 args=8:8[6]
struct ~349 48: uid=0:.~11 gid=4:.~12 mode=8:2 oprop=12:.lsm_prop has_perm=20:4 perm_uid=24:4 perm_gid=28:4
  perm_mode=32:2 qbytes=40:8
struct ~350 72: mqdes=0:4 mqstat=8:.mq_attr
struct ~351 8: mqdes=0:4 sigev_signo=4:4
struct ~352 40: mqdes=0:4 msg_len=8:8 msg_prio=16:4 abs_timeout=24:.timespec64
struct ~353 72: oflag=0:4 mode=4:2 attr=8:.mq_attr
struct ~354 48: pid=0:4 cap=8:.audit_cap_data
struct ~355 8: fd=0:4 flags=4:4
struct ~356 4: argc=0:4
struct ~357 8: name=0:*
struct ~358 112: ntp_data=0:.audit_ntp_data tk_injoffset=96:.timespec64
struct ~36 8: net=0:*net
struct ~362 128: ss_family=0:2 __data=2:1[126]
struct ~363 8: lock=0:.spinlock stopped=4:1 tco_stopped=5:1
struct ~364 24: pgrp=0:*pid session=8:*pid lock=16:.spinlock pktstatus=20:1 packet=21:1
struct ~365 24: =0:.~366 buf=24:1[0]
struct ~368 64: task_list=0:.llist_head task_work=8:.callback_head
struct ~369 64: flags=0:4 drain_next=32+1:4 restricted=33+1:4 off_timeout_used=34+1:4 drain_active=35+1:4
  has_evfd=36+1:4 task_complete=37+1:4 lockless_cq=38+1:4 syscall_iopoll=39+1:4 poll_activated=40+1:4
  drain_disabled=41+1:4 compat=42+1:4 iowq_limits_set=43+1:4 submitter_task=8:*task_struct rings=16:*io_rings
  refs=24:.percpu_ref clockid=40:4 clock_offset=44:4 notify_method=48:4 sq_thread_idle=52:4
struct ~37 32: upper=0:.list_head lower=16:.list_head
struct ~370 448: uring_lock=0:.mutex sq_array=32:* sq_sqes=40:*io_uring_sqe cached_sq_head=48:4 sq_entries=52:4
  cancel_seq=56:.~4 poll_multi_queue=60:1 iopoll_list=64:.io_wq_work_list file_table=80:.io_file_table
  buf_table=112:.io_rsrc_data node_cache=128:.io_alloc_cache imu_cache=152:.io_alloc_cache
  submit_state=176:.io_submit_state io_bl_xa=288:.xarray cancel_table=304:.io_hash_table
  apoll_cache=320:.io_alloc_cache netmsg_cache=344:.io_alloc_cache rw_cache=368:.io_alloc_cache
  cmd_cache=392:.io_alloc_cache cancelable_uring_cmd=416:.hlist_head hybrid_poll_time=424:8
struct ~371 64: cqe_cached=0:*io_uring_cqe cqe_sentinel=8:*io_uring_cqe cached_cq_tail=16:4 cq_entries=20:4
  io_ev_fd=24:*io_ev_fd cq_wait_arg=32:* cq_wait_size=40:8
struct ~372 64: rings_rcu=0:*io_rings work_llist=8:.llist_head retry_llist=16:.llist_head check_cq=24:8
  cq_wait_nr=32:.~4 cq_timeouts=36:.~4 cq_wait=40:.wait_queue_head
struct ~373 64: timeout_lock=0:.raw_spinlock timeout_list=8:.list_head ltimeout_list=24:.list_head
  cq_last_tm_flush=40:4
struct ~386 16: addr3=0:8 __pad2=8:8[1]
struct ~387 16: attr_ptr=0:8 attr_type_mask=8:8
struct ~388 4: addr_len=0:2 __pad3=2:2[1]
struct ~389 4: write_stream=0:1 __pad4=1:1[3]
struct ~390 8: level=0:4 optname=4:4
struct ~391 8: cmd_op=0:4 __pad1=4:4
struct ~393 40: uaddr=0:* val=8:4 flags=12:4 bitset=16:4 time=24:8 uaddr2=32:*
struct ~394 24: clockid=0:4 type=4:4 =8:.~396 expires=16:8
struct ~395 32: ufds=0:*pollfd nfds=8:4 has_timeout=12:4 tv_sec=16:8 tv_nsec=24:8
struct ~397 4: blocked=0:1 need_qs=1:1 exp_hint=2:1 need_mb=3:1
struct ~4 4: counter=0:4
struct ~40 16: name=0:* refcnt=8:.refcount_struct
struct ~400 16: curr=0:8 next=8:8
struct ~401 8: curr=0:4 next=4:4
struct ~402 64: lock=0:.raw_spinlock nr=4:4 load_avg=8:8 util_avg=16:8 runnable_avg=24:8
struct ~405 0: __empty_value=0:.~25 value=0:1[0]
struct ~406 0: __empty_ptrs=0:.~25 ptrs=0:*[0]
struct ~407 0: __empty_pptrs=0:.~25 pptrs=0:*[0]
struct ~43 32: netdev=0:*net_device ifindex=8:4 ifname=12:1[16]
struct ~44 8: ibdev=0:*
struct ~46 8: v=0:.~47
struct ~47 8: a=0:.~27
struct ~49 4: min=0:2 max=2:2
struct ~5 2: locked=0:1 pending=1:1
struct ~50 16: name=0:* lock=8:.spinlock
struct ~52 16: handler=0:* handler_token=8:*
struct ~53 32: mm=0:*mm_struct users=8:4 next=16:.list_head
struct ~54 1472: =0:.~55 mm_mt=64:.maple_tree mmap_base=80:8 mmap_legacy_base=88:8 mmap_compat_base=96:8
  mmap_compat_legacy_base=104:8 task_size=112:8 pgd=120:*~56 membarrier_state=128:.~4 mm_users=132:.~4
  pcpu_cid=136:*mm_cid mm_cid_next_scan=144:8 nr_cpus_allowed=152:4 max_nr_cid=156:.~4
  cpus_allowed_lock=160:.raw_spinlock pgtables_bytes=168:.~0 map_count=176:4 page_table_lock=180:.spinlock
  mmap_lock=184:.rw_semaphore mmlist=224:.list_head vma_writer_wait=240:.rcuwait mm_lock_seq=248:.seqcount
  futex_hash_lock=256:.mutex futex_phash=288:*futex_private_hash futex_phash_new=296:*futex_private_hash
  futex_batches=304:8 futex_rcu=312:.callback_head futex_atomic=328:.~0 futex_ref=336:* hiwater_rss=344:8
  hiwater_vm=352:8 total_vm=360:8 locked_vm=368:8 pinned_vm=376:.~0 data_vm=384:8 exec_vm=392:8 stack_vm=400:8
  def_flags=408:8 write_protect_seq=416:.seqcount arg_lock=420:.spinlock start_code=424:8 end_code=432:8
  start_data=440:8 end_data=448:8 start_brk=456:8 brk=464:8 start_stack=472:8 arg_start=480:8 arg_end=488:8
  env_start=496:8 env_end=504:8 saved_auxv=512:8[56] rss_stat=960:.percpu_counter[4] binfmt=1120:*linux_binfmt
  context=1128:.~57 flags=1272:.~58 ioctx_lock=1280:.spinlock ioctx_table=1288:*kioctx_table owner=1296:*task_struct
  user_ns=1304:*user_namespace exe_file=1312:*file notifier_subscriptions=1320:*mmu_notifier_subscriptions
  numa_next_scan=1328:8 numa_scan_offset=1336:8 numa_scan_seq=1344:4 tlb_flush_pending=1348:.~4
  tlb_flush_batched=1352:.~4 uprobes_state=1360:.uprobes_state hugetlb_usage=1376:.~0 async_put_work=1384:.work_struct
  ksm_merging_pages=1416:8 ksm_rmap_items=1424:8 ksm_zero_pages=1432:.~0 mm_id=1440:4
struct ~55 64: mm_count=0:.~4
struct ~56 8: pgd=0:8
struct ~57 144: ctx_id=0:8 tlb_gen=8:.~0 next_trim_cpumask=16:8 ldt_usr_sem=24:.rw_semaphore ldt=64:*ldt_struct
  flags=72:8 lock=80:.mutex vdso=112:* vdso_image=120:*vdso_image perf_rdpmc_allowed=128:.~4 pkey_allocation_map=132:2
  execute_only_pkey=134:2 global_asid=136:2 asid_transition=138:1
struct ~58 8: __mm_flags=0:8[1]
struct ~59 8: f=0:8
struct ~6 4: locked_pending=0:2 tail=2:2
struct ~62 40: =0:.~67 mapping=16:*address_space =24:.~68 private=32:8
struct ~63 40: pp_magic=0:8 pp=8:*page_pool _pp_mapping_pad=16:8 dma_addr=24:8 pp_ref_count=32:.~0
struct ~64 8: compound_head=0:8
struct ~65 16: _unused_pgmap_compound_head=0:* zone_device_data=8:*
struct ~66 32: list=0:.hlist_node detach_time=16:8 id=24:4
struct ~76 8: head=0:4 tail=4:4
struct ~84 8: lock=0:.spinlock count=4:4
struct ~86 8: hash=0:4 len=4:4
struct ~87 16: b=0:1[16]
struct ~90 1: acquired=0:1
struct ~94 32: =0:.~95 =16:.~96
struct ~97 16: freelist=0:* =8:.~100
struct ~99 16: freelist=0:* counter=8:8
union __sifields 32: _kill=0:.~336 _timer=0:.~337 _rt=0:.~338 _sigchld=0:.~339 _sigfault=0:.~340 _sigpoll=0:.~341
  _sigsys=0:.~342
union flowi_uli 4: ports=0:.~263 icmpt=0:.~264 gre_key=0:4 mht=0:.~265
union futex_key 24: shared=0:.~331 private=0:.~332 both=0:.~333
union key_payload 32: rcu_data0=0:* data=0:*[4]
union msi_domain_cookie 8: value=0:8 ptr=0:* iobase=0:*
union msi_instance_cookie 8: value=0:8 ptr=0:*
union rcu_special 4: b=0:.~397 s=0:4
union shortname_store 40: string=0:1[40] words=0:8[5]
union sigval 8: sival_int=0:4 sival_ptr=0:*
union tcp_ao_addr 16: a4=0:.in_addr a6=0:.in6_addr
union unwind_task_id 8: =0:.~321 id=0:8
union ~10 32: dir=0:.kernfs_elem_dir symlink=0:.kernfs_elem_symlink attr=0:.kernfs_elem_attr
union ~100 8: counters=0:8 =0:.~101
union ~105 16: queuelist=0:.list_head rq_next=0:*request
union ~106 16: hash=0:.hlist_node ipi_list=0:.llist_node
union ~107 24: rb_node=0:.rb_node special_vec=0:.bio_vec
union ~110 16: q_node=0:.list_head __rcu_icq_cache=0:*kmem_cache
union ~111 16: ioc_node=0:.hlist_node __rcu_head=0:.callback_head
union ~115 24: mnt_node=0:.rb_node mnt_rcu=0:.callback_head mnt_llist=0:.llist_node
union ~116 16: mnt_mp_list=0:.hlist_node mnt_umount=0:.hlist_node
union ~119 48: =0:.~120 ns_rcu=0:.callback_head
union ~121 64: =0:.~122 =0:.~123
union ~124 24: =0:.~126 hdr=0:.posix_acl_hdr
union ~125 4: e_uid=0:.~11 e_gid=0:.~12
union ~127 16: f_path=0:.path __f_path=0:.path
union ~128 32: f_pos_lock=0:.mutex f_pipe=0:8
union ~129 32: f_task_work=0:.callback_head f_llist=0:.llist_node f_ra=0:.file_ra_state f_freeptr=0:.~131
union ~132 24: =0:.~133 rcu=0:.callback_head
union ~134 24: graveyard_link=0:.list_head serial_node=0:.rb_node
union ~135 8: expiry=0:8 revoked_at=0:8
union ~136 40: index_key=0:.keyring_index_key =0:.~139
union ~137 32: payload=0:.key_payload =0:.~138
union ~14 4: cnts=0:.~4 =0:.~15
union ~140 8: =0:.~141 x=0:8
union ~146 64: =0:.~156 page=0:.page
union ~147 64: =0:.~152 __page_1=0:.page
union ~148 64: =0:.~151 __page_2=0:.page
union ~149 64: =0:.~150 __page_3=0:.page
union ~153 32: =0:.~154 _usable_1=0:8[4]
union ~155 8: _mm_id=0:4[2] _mm_ids=0:8
union ~157 16: lru=0:.list_head =0:.~161 pgmap=0:*dev_pagemap
union ~158 8: index=0:8 share=0:8
union ~159 8: private=0:* swap=0:.~160
union ~16 12: =0:.~17 reset=0:.~17
union ~162 16: range=0:.range =0:.~163
union ~164 4: ma_lock=0:.spinlock
union ~165 8: single_fq=0:*iova_fq percpu_fq=0:*iova_fq
union ~166 8: size=0:8 next=0:*iova_magazine
union ~167 24: pci=0:.pci_msi_desc data=0:.msi_desc_data
union ~168 4: msi_mask=0:4 msix_ctrl=0:4
union ~170 8: mask_pos=0:1 mask_base=0:*
union ~171 4: address_lo=0:4 arch_addr_lo=0:.x86_msi_addr_lo
union ~172 4: address_hi=0:4 arch_addr_hi=0:.x86_msi_addr_hi
union ~173 4: data=0:4 arch_data=0:.x86_msi_data
union ~174 4: =0:.~175 dmar_subhandle=0:4
union ~176 4: =0:.~177 =0:.~178
union ~179 56: pnode=0:.plist_node flr=0:.pm_qos_flags_request freq=0:.freq_qos_request
union ~18 16: addr=0:.in_addr addr6=0:.in6_addr
union ~181 8: next=0:*ip_mc_list next_rcu=0:*ip_mc_list
union ~182 8: rx_packets=0:8 __rx_packets=0:.~0
union ~183 8: tx_packets=0:8 __tx_packets=0:.~0
union ~184 8: rx_bytes=0:8 __rx_bytes=0:.~0
union ~185 8: tx_bytes=0:8 __tx_bytes=0:.~0
union ~186 8: rx_errors=0:8 __rx_errors=0:.~0
union ~187 8: tx_errors=0:8 __tx_errors=0:.~0
union ~188 8: rx_dropped=0:8 __rx_dropped=0:.~0
union ~189 8: tx_dropped=0:8 __tx_dropped=0:.~0
union ~19 16: u6_addr8=0:1[16] u6_addr16=0:2[8] u6_addr32=0:4[4]
union ~190 8: multicast=0:8 __multicast=0:.~0
union ~191 8: collisions=0:8 __collisions=0:.~0
union ~192 8: rx_length_errors=0:8 __rx_length_errors=0:.~0
union ~193 8: rx_over_errors=0:8 __rx_over_errors=0:.~0
union ~194 8: rx_crc_errors=0:8 __rx_crc_errors=0:.~0
union ~195 8: rx_frame_errors=0:8 __rx_frame_errors=0:.~0
union ~196 8: rx_fifo_errors=0:8 __rx_fifo_errors=0:.~0
union ~197 8: rx_missed_errors=0:8 __rx_missed_errors=0:.~0
union ~198 8: tx_aborted_errors=0:8 __tx_aborted_errors=0:.~0
union ~199 8: tx_carrier_errors=0:8 __tx_carrier_errors=0:.~0
union ~2 4: rlock=0:.raw_spinlock
union ~200 8: tx_fifo_errors=0:8 __tx_fifo_errors=0:.~0
union ~201 8: tx_heartbeat_errors=0:8 __tx_heartbeat_errors=0:.~0
union ~202 8: tx_window_errors=0:8 __tx_window_errors=0:.~0
union ~203 8: rx_compressed=0:8 __rx_compressed=0:.~0
union ~204 8: tx_compressed=0:8 __tx_compressed=0:.~0
union ~205 24: s=0:.~206 =0:.~207
union ~209 16: fib6_siblings=0:.list_head nh_list=0:.list_head
union ~21 8: sk_wq=0:*socket_wq sk_wq_raw=0:*socket_wq
union ~210 16: ipv4=0:4 ipv6=0:.in6_addr
union ~211 16: rt_gw4=0:4 rt_gw6=0:.in6_addr
union ~212 8: nh_info=0:*nh_info nh_grp=0:*nh_group
union ~213 24: hthr=0:.~214 res=0:.~215
union ~216 112: fib_nhc=0:.fib_nh_common fib_nh=0:.fib_nh fib6_nh=0:.fib6_nh
union ~218 8: destructor=0:* saved_sk=0:*sock
union ~219 8: head=0:.hlist_head nulls_head=0:.hlist_nulls_head
union ~220 8: proc_ops=0:*proc_ops proc_dir_ops=0:*file_operations
union ~221 8: seq_ops=0:*seq_operations single_show=0:*
union ~222 8: =0:.~223 frame_sz_flags_init=0:8
union ~225 16: tail_call=0:.~226
union ~227 4: size=0:4 type=0:4
union ~229 32: kptr=0:.btf_field_kptr graph_root=0:.btf_field_graph_root
union ~23 8: sk_send_head=0:*sk_buff tcp_rtx_queue=0:.rb_root
union ~233 16: non_rcu=0:4 rcu=0:.callback_head
union ~235 8: hashinfo=0:*inet_hashinfo udp_table=0:*udp_table raw_hash=0:*raw_hashinfo smc_hash=0:*
union ~236 16: a4=0:4 a6=0:4[4] in6=0:.in6_addr
union ~237 192: swap=0:.page_counter memsw=0:.page_counter
union ~239 8: dev=0:*net_device dev_rcu=0:*net_device
union ~24 1: sk_txrehash=0:1 sk_scm_recv_flags=0:1 =0:.~231
union ~240 16: gclist=0:.hlist_node bydst=0:.hlist_node
union ~241 16: dev_gclist=0:.hlist_node bysrc=0:.hlist_node
union ~243 16: =0:.~244 list=0:.sk_buff_list
union ~245 24: =0:.~258 rbnode=0:.rb_node list=0:.list_head ll_node=0:.llist_node
union ~246 8: tstamp=0:8 skb_mstamp_ns=0:8
union ~247 16: =0:.~257 tcp_tsorted_anchor=0:.list_head _sk_redir=0:8
union ~248 56: =0:.~249 headers=0:.~249
union ~250 4: csum=0:4 =0:.~256
union ~251 4: vlan_all=0:4 =0:.~255
union ~252 4: napi_id=0:4 sender_cpu=0:4
union ~253 4: mark=0:4 reserved_tailroom=0:4
union ~254 2: inner_protocol=0:2 inner_ipproto=0:1
union ~259 8: dev=0:*net_device dev_scratch=0:8
union ~26 16: list=0:.list_head rcu=0:.callback_head
union ~262 88: __fl_common=0:.flowi_common ip4=0:.flowi4 ip6=0:.flowi6
union ~266 8: pid=0:*pid uid=0:.~11
union ~267 2: bits=0:.~268 all=0:2
union ~269 16: ireq_opt=0:*ip_options_rcu =0:.~270
union ~274 8: msg_control=0:* msg_control_user=0:*
union ~275 8: ki_waitq=0:*wait_page_queue dio_complete=0:*
union ~276 16: __ubuf_iovec=0:.iovec =0:.~278
union ~277 8: nr_segs=0:8 folioq_slot=0:1 xarray_start=0:8
union ~279 8: __iov=0:*iovec kvec=0:*kvec bvec=0:*bio_vec folioq=0:*folio_queue xarray=0:*xarray ubuf=0:*
union ~28 4: u_flags=0:4 a_flags=0:.~4
union ~280 8: skc_addrpair=0:8 =0:.~289
union ~281 4: skc_hash=0:4 skc_u16hashes=0:2[2]
union ~282 4: skc_portpair=0:4 =0:.~288
union ~283 16: skc_bind_node=0:.hlist_node skc_portaddr_node=0:.hlist_node
union ~284 8: skc_flags=0:8 skc_listener=0:*sock skc_tw_dr=0:*inet_timewait_death_row
union ~285 16: skc_node=0:.hlist_node skc_nulls_node=0:.hlist_nulls_node
union ~286 4: skc_incoming_cpu=0:4 skc_rcv_wnd=0:4 skc_tw_rcv_nxt=0:4
union ~287 4: skc_rxhash=0:4 skc_window_clamp=0:4 skc_tw_snd_nxt=0:4
union ~29 32: digest=0:1[32] tag=0:1[8]
union ~290 8: cs=0:2 csx=0:8 fred_cs=0:.fred_cs
union ~291 8: ss=0:2 ssx=0:8 fred_ss=0:.fred_ss
union ~292 16: =0:.~296 vm_freeptr=0:.~131
union ~293 8: vm_flags=0:8 __vm_flags=0:8
union ~295 128: cpuset_mems_allowed=0:.~238 user_nodemask=0:.~238
union ~298 8: name=0:* tp=0:*tracepoint
union ~299 8: module=0:* refcnt=0:.~4
union ~3 4: val=0:.~4 =0:.~5 =0:.~6
union ~30 0: =0:.~31 =0:.~32
union ~300 32: =0:.~301 define_fields=0:*
union ~302 8: capabilities=0:8 =0:.~303
union ~304 112: =0:.~308 =0:.~309 =0:.~310 =0:.~311 =0:.~312 =0:.~313 =0:.~314
union ~305 16: =0:.~306 =0:.~307
union ~315 8: sample_period=0:8 sample_freq=0:8
union ~316 4: wakeup_events=0:4 wakeup_watermark=0:4
union ~317 8: bp_addr=0:8 kprobe_func=0:8 uprobe_path=0:8 config1=0:8
union ~318 8: bp_len=0:8 kprobe_addr=0:8 probe_offset=0:8 config2=0:8
union ~319 4: aux_action=0:4 =0:.~320
union ~322 16: ipv4_nh=0:4 ipv6_nh=0:.in6_addr
union ~323 24: =0:.~329 =0:.~330
union ~324 16: insn=0:1[16] ixol=0:1[16]
union ~325 8: branch=0:.~326 defparam=0:.~327 push=0:.~328
union ~33 32: work=0:.work_struct rcu=0:.callback_head
union ~334 8: mm=0:*mm_struct __tmp=0:8
union ~34 8: =0:.~224 priv_flags_fast=0:.~224
union ~343 24: _trapno=0:4 _addr_lsb=0:2 _addr_bnd=0:.~344 _addr_pkey=0:.~345 _perf=0:.~346
union ~347 112: socketcall=0:.~348 ipc=0:.~349 mq_getsetattr=0:.~350 mq_notify=0:.~351 mq_sendrecv=0:.~352
  mq_open=0:.~353 capset=0:.~354 mmap=0:.~355 openat2=0:.open_how execve=0:.~356 module=0:.~357 time=0:.~358
union ~35 8: lstats=0:*pcpu_lstats tstats=0:*pcpu_sw_netstats dstats=0:*pcpu_dstats
union ~359 8: fE=0:4 effective=0:.~232
union ~360 152: private=0:* inotify_data=0:.inotify_group_private_data fanotify_data=0:.fanotify_group_private_data
union ~361 128: =0:.~362 __align=0:*
union ~366 24: kfifo=0:.__kfifo type=0:* const_type=0:* rectype=0:* ptr=0:* ptr_const=0:*
union ~367 8: next=0:*tty_buffer free=0:.llist_node
union ~374 64: file=0:*file cmd=0:.io_cmd_data
union ~375 8: kbuf=0:*io_buffer buf_node=0:*io_rsrc_node
union ~376 8: comp_list=0:.io_wq_work_node apoll_events=0:4
union ~377 16: hash_node=0:.hlist_node iopoll_start=0:8 callback_head=0:.callback_head
union ~378 8: file_ptr=0:8 buf=0:*io_mapped_ubuf
union ~379 4: flags=0:4 fd=0:4
union ~38 32: type_eth=0:.~43 type_ib=0:.~44
union ~380 8: off=0:8 addr2=0:8 =0:.~391
union ~381 8: addr=0:8 splice_off_in=0:8 =0:.~390
union ~382 4: rw_flags=0:4 fsync_flags=0:4 poll_events=0:2 poll32_events=0:4 sync_range_flags=0:4 msg_flags=0:4
  timeout_flags=0:4 accept_flags=0:4 cancel_flags=0:4 open_flags=0:4 statx_flags=0:4 fadvise_advice=0:4
  splice_flags=0:4 rename_flags=0:4 unlink_flags=0:4 hardlink_flags=0:4 xattr_flags=0:4 msg_ring_flags=0:4
  uring_cmd_flags=0:4 waitid_flags=0:4 futex_flags=0:4 install_fd_flags=0:4 nop_flags=0:4 pipe_flags=0:4
union ~383 2: buf_index=0:2 buf_group=0:2
union ~384 4: splice_fd_in=0:4 file_index=0:4 zcrx_ifq_idx=0:4 optlen=0:4 =0:.~388 =0:.~389
union ~385 16: =0:.~386 =0:.~387 optval=0:8 cmd=0:1[0]
union ~39 16: devlink_port=0:*devlink_port =0:.~40
union ~392 40: futex=0:.~393 nanosleep=0:.~394 poll=0:.~395
union ~396 8: rmtp=0:*__kernel_timespec compat_rmtp=0:*old_timespec32
union ~398 8: donor=0:*task_struct curr=0:*task_struct
union ~399 16: private=0:* rcu=0:.callback_head
union ~403 8: vlag=0:8 vprot=0:8
union ~404 0: =0:.~405 =0:.~406 =0:.~407
union ~408 256: freelist=0:.pcpu_freelist lru=0:.bpf_lru
union ~409 192: common_lru=0:.bpf_common_lru percpu_lru=0:*bpf_lru_list
union ~41 16: entry=0:.list_head hentry=0:.hlist_node
union ~42 12: phys=0:.devlink_port_phys_attrs pci_pf=0:.devlink_port_pci_pf_attrs pci_vf=0:.devlink_port_pci_vf_attrs
  pci_sf=0:.devlink_port_pci_sf_attrs
union ~45 32: rcu=0:.callback_head work=0:.work_struct
union ~48 8: strict_start_type=0:2 bitfield32_valid=0:4 mask=0:4 reject_message=0:* nested_policy=0:*nla_policy
  range=0:*netlink_range_validation range_signed=0:*netlink_range_validation_signed =0:.~49 validate=0:*
union ~51 32: iova_cookie=0:*iommu_dma_cookie msi_cookie=0:*iommu_dma_msi_cookie iommufd_hwpt=0:* =0:.~52 =0:.~53
union ~60 40: =0:.~62 =0:.~63 =0:.~64 =0:.~65 callback_head=0:.callback_head
union ~61 4: page_type=0:4 _mapcount=0:.~4
union ~67 16: lru=0:.list_head buddy_list=0:.list_head pcp_list=0:.list_head pcp_llist=0:.llist_node
union ~68 8: __folio_index=0:8 share=0:8 buddy_since=0:8
union ~69 4: i_nlink=0:4 __i_nlink=0:4
union ~7 8: type=0:8 mods=0:*static_call_mod sites=0:*static_call_site
union ~70 16: i_dentry=0:.hlist_head i_rcu=0:.callback_head
union ~71 8: i_fop=0:*file_operations free_inode=0:*
union ~72 16: i_devices=0:.list_head i_linklen=0:4
union ~73 8: i_pipe=0:*pipe_inode_info i_cdev=0:*cdev i_link=0:* i_dir_seq=0:4
union ~74 8: obj=0:* destroy_next=0:*fsnotify_mark_connector
union ~75 8: head_tail=0:8 =0:.~76
union ~77 32: release_work=0:.work_struct rcu=0:.callback_head
union ~78 16: cgroup_storage=0:*bpf_cgroup_storage[2] bpf_cookie=0:8
union ~79 8: buf=0:*bpf_storage_buffer percpu_buf=0:*
union ~8 8: type=0:8 entries=0:*jump_entry next=0:*
union ~80 16: __d_name=0:.qstr d_name=0:.qstr
union ~81 16: d_lru=0:.list_head d_wait=0:*wait_queue_head
union ~82 16: d_alias=0:.hlist_node d_in_lookup_hash=0:.hlist_bl_node d_rcu=0:.callback_head
union ~83 8: lock_count=0:8 =0:.~84
union ~85 8: =0:.~86 hash_len=0:8
union ~88 32: async_bio_work=0:.work_struct free_work=0:.work_struct
union ~89 4: bi_cookie=0:4 __bi_nr_segments=0:4
union ~9 8: arg=0:* str=0:*kparam_string arr=0:*kparam_array
union ~91 16: callback_head=0:.callback_head barn_list=0:.list_head capacity=0:4
union ~92 16: =0:.~104 freelist_tid=0:.~98
union ~93 32: =0:.~94 callback_head=0:.callback_head
union ~95 16: slab_list=0:.list_head =0:.~102 =0:.~103
union ~96 16: =0:.~97 freelist_counter=0:.~98
union ~98 16: =0:.~99 full=0:16
"""
