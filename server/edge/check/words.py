"""What `./grid check` says of each finding: what it is, why it matters, what to type. Chinese, then English."""

from __future__ import annotations

Said = tuple[str, str, str]

WORDS: dict[str, tuple[Said, Said]] = {
    "SETTING_UNKNOWN": (
        ("没有 {name} 这个设置", "写错的名字没有任何作用，服务按默认值运行",
         "改为 {nearest}，或从环境变量和 .env 中删去"),
        ("there is no setting {name}", "a misspelt name does nothing: the server runs with the default",
         "write {nearest}, or take it out of the environment and .env"),
    ),
    "PUBLIC_URL_HTTP": (
        ("GRID_PUBLIC_URL 是 {url}，不是 https", "密码和 Cookie 明文传送；手机上不能离线，也不能定位和推送",
         "在前面放 TLS 代理，GRID_PUBLIC_URL=https://{host}"),
        ("GRID_PUBLIC_URL is {url}, not https", "passwords and cookies travel readably; phones get no offline app, "
         "place or push", "put a TLS proxy in front, and GRID_PUBLIC_URL=https://{host}"),
    ),
    "PUBLIC_URL_MISSING": (
        ("监听 {host}，但没有 GRID_PUBLIC_URL", "任何主机名都会应答，Cookie 也不带 Secure",
         "GRID_PUBLIC_URL=https://…（大家打开的网址）"),
        ("it listens on {host}, and GRID_PUBLIC_URL is not set", "any Host is answered, and cookies are not Secure",
         "GRID_PUBLIC_URL=https://… (the address people open)"),
    ),
    "DATABASE_UNREACHABLE": (
        ("打不开数据库：{cause}", "没有数据库就不能服务",
         "核对 GRID_DATABASE_URL 和 GRID_DATA_DIR；看数据库是否在运行"),
        ("the database cannot be opened: {cause}", "nothing is served without it",
         "look at GRID_DATABASE_URL and GRID_DATA_DIR, and whether the database runs"),
    ),
    "DATABASE_MISSING": (
        ("还没有数据：{cause}", "没有数据库就不能服务", "./grid migrate，然后 ./grid district load 文件夹"),
        ("there is no district yet: {cause}", "nothing is served without one",
         "./grid migrate, then ./grid district load FOLDER"),
    ),
    "MIGRATIONS_PENDING": (
        ("数据库落后于本版本：{names}", "./grid serve 会拒绝启动", "./grid migrate"),
        ("the database is behind this version: {names}", "./grid serve refuses to start", "./grid migrate"),
    ),
    "REPLICA_UNUSED": (
        ("GRID_READ_URL 对 SQLite 没有作用", "列表仍从唯一的数据库读",
         "删去 GRID_READ_URL，或用 ./grid move 换到 PostgreSQL"),
        ("GRID_READ_URL does nothing for SQLite", "lists come from the one database all the same",
         "take GRID_READ_URL away, or ./grid move to PostgreSQL"),
    ),
    "REPLICA_AWAY": (
        ("连不上只读副本：{cause}", "列表和数字都从主库读，主库更忙", "核对 GRID_READ_URL；看副本是否在运行"),
        ("the replica cannot be read: {cause}", "lists and figures come from the primary, which has more to do",
         "look at GRID_READ_URL, and whether the replica runs"),
    ),
    "REPLICA_NO_STANDBY": (
        ("GRID_READ_URL 指的不是副本：它不在恢复状态，可能已经升为主库", "从它读会看到两份不同的数据，所以不读",
         "GRID_DATABASE_URL 指向新的主库，GRID_READ_URL 指向它的副本（server/README.md）"),
        ("GRID_READ_URL names no standby: it is not in recovery, and may have been promoted",
         "it would tell of other data than the primary, so it is not read",
         "name the new primary by GRID_DATABASE_URL and its standby by GRID_READ_URL (server/README.md)"),
    ),
    "REPLICA_OTHER_DATABASE": (
        ("GRID_READ_URL 是另一个数据库，不是 GRID_DATABASE_URL 的副本", "里面不是本区的数据，所以不读",
         "核对两个地址的主机和库名；副本要用流复制（pg_basebackup -R）"),
        ("GRID_READ_URL is another database, no replica of GRID_DATABASE_URL", "it holds other data, and is not read",
         "compare hosts and names of both; a replica is made by pg_basebackup -R"),
    ),
    "REPLICA_LAGS": (
        ("只读副本落后超过 {most} 秒", "落后时列表和数字都从主库读",
         "看副本的磁盘和网络；主库上 SELECT * FROM pg_stat_replication"),
        ("the replica is more than {most} s behind", "meanwhile lists and figures come from the primary",
         "look at its disk and network, and at SELECT * FROM pg_stat_replication on the primary"),
    ),
    "CLOCK_DATABASE": (
        ("本机时间与{of}相差 {seconds} 秒", "时限、会话和日志的先后都按时间算",
         "timedatectl set-ntp true（两边都要对时）"),
        ("this machine's clock and {of} differ by {seconds} s", "deadlines, sessions and the log's order go by it",
         "timedatectl set-ntp true, on both machines"),
    ),
    "CLOCK_PUBLIC": (
        ("本机时间与 {host} 应答的时间相差 {seconds} 秒", "证书、会话和推送的签名都按时间验",
         "timedatectl set-ntp true"),
        ("this machine's clock and that of {host} differ by {seconds} s",
         "certificates, sessions and signatures of pushes are held against it", "timedatectl set-ntp true"),
    ),
    "DISK": (
        ("{folder} 只剩 {free} MiB", "写满后什么都报不上来，换新版本时的副本也放不下",
         "清出 {wanted} MiB，或把 GRID_DATA_DIR 移到大盘"),
        ("{folder} has only {free} MiB left",
         "on a full disk nothing can be reported, and an upgrade has no room for "
         "its copy", "free {wanted} MiB, or move GRID_DATA_DIR to a larger disk"),
    ),
    "FILE_MODE": (
        ("别的用户能读 {path}（权限 {mode}，共 {count} 处）", "数据库、照片和密钥只能由服务的用户读",
         "chmod -R go= {path}（./grid serve 启动时也会收紧）"),
        ("others can read {path} (mode {mode}; {count} such)",
         "database, photos and secret are for the server's user alone",
         "chmod -R go= {path} (./grid serve closes it at its start, too)"),
    ),
    "DATABASE_LEFT": (
        ("{file} 已迁到 {to}，{days} 天后旧文件还在", "到期的、本人要求删除的内容，旧文件里都还有",
         "rm {file} {file}-wal {file}-shm {file}.before-*（{file}.moved 留着）"),
        ("{file} moved to {to}, and after {days} days the old file is still there",
         "what is over, and what people had erased, is still in it",
         "rm {file} {file}-wal {file}-shm {file}.before-* (leave {file}.moved)"),
    ),
    "DEMO_PASSWORD": (
        ("{count} 个账号用的是演示密码（{logins}）", "演示密码写在 README 里，谁都知道",
         "./grid user password {first}"),
        ("{count} accounts have the demo's password ({logins})", "the README tells it to everybody",
         "./grid user password {first}"),
    ),
    "BACKUP_NONE": (
        ("从来没有备份过", "磁盘一坏，全区的记录就没了",
         "./grid backup --every 6h --keep 28 --to 另一台机器的文件夹"),
        ("there is no backup", "a broken disk takes the whole district's work",
         "./grid backup --every 6h --keep 28 --to FOLDER_OF_ANOTHER_DISK"),
    ),
    "BACKUP_LATE": (
        ("最近一次备份在 {hours} 小时前，上限 {bound} 小时", "之后的记录只有一份",
         "看备份进程的日志；现在补一次：./grid backup"),
        ("the last backup is {hours} hours old; the bound is {bound}", "what came since exists once",
         "look at the log of the backup's process; one now: ./grid backup"),
    ),
    "CONTACT_KEYS_MISSING": (
        ("{file} 缺密钥（{keys}），{count} 条联系方式打不开",
         "投诉人联系不上；密钥全丢时，留联系方式的投诉只能先等在手机上",
         "./grid contacts import 另存的那份 contact-keys；几台机器用同一份"),
        ("{file} lacks keys ({keys}): {count} contacts cannot be opened",
         "nobody can call who complained; where no key is left, complaints with a contact wait on their phones",
         "./grid contacts import COPY_OF_CONTACT_KEYS; several machines share one file"),
    ),
    "CONTACT_KEYS_UNREADABLE": (
        ("读不了联系方式的密钥：{cause}", "联系方式打不开，新的也存不下",
         "核对 GRID_CONTACT_KEYS 和文件权限；放回另存的那份"),
        ("the keys of contacts cannot be read: {cause}", "no contact opens, and none is kept",
         "look at GRID_CONTACT_KEYS and the file's mode; put the copy back"),
    ),
    "PUBLIC_UNREACHABLE": (
        ("打不开 {url}：{cause}", "大家打不开系统，或这台机器解析不到这个名字", "curl -v {url}/healthz"),
        ("{url} does not answer: {cause}", "people cannot reach it, or this machine does not know the name",
         "curl -v {url}/healthz"),
    ),
    "PROXY_HOST": (
        ("代理传来的主机名是 {seen}，不是 {host}", "所有请求都会被拒绝（400 HOST_UNKNOWN）",
         "nginx：proxy_set_header Host $host;"),
        ("the proxy tells the Host {seen} instead of {host}", "every request is refused (400 HOST_UNKNOWN)",
         "nginx: proxy_set_header Host $host;"),
    ),
    "PROXY_ADDRESS": (
        ("服务看到的来访地址是代理自己的 {seen}", "全区像一个地址：错三十次密码，谁都登不上",
         "代理传 X-Forwarded-For；GRID_TRUSTED_PROXIES={seen}"),
        ("the server takes the proxy's own {seen} for the client's address",
         "the whole district is one address, whose logins stop after thirty errors",
         "let the proxy send X-Forwarded-For, and GRID_TRUSTED_PROXIES={seen}"),
    ),
    "PROXY_FORGED": (
        ("代理照传来访者自己写的 X-Forwarded-For", "谁都能冒充别的地址，绕过登录限制",
         "nginx：proxy_set_header X-Forwarded-For $remote_addr;"),
        ("the proxy passes on an X-Forwarded-For that the client wrote",
         "anybody can pretend another address, past the limit of logins",
         "nginx: proxy_set_header X-Forwarded-For $remote_addr;"),
    ),
    "PROXY_SCHEME": (
        ("代理没有说来访用的是 https", "服务以为是明文", "nginx：proxy_set_header X-Forwarded-Proto $scheme;"),
        ("the proxy does not tell that people come by https", "the server takes them for unprotected",
         "nginx: proxy_set_header X-Forwarded-Proto $scheme;"),
    ),
    "PUSH_UNREACHABLE": (
        ("连不上推送服务 {host}：{cause}", "{count} 个浏览器收不到推送，只能打开时看到消息",
         "放行到 {host}:{port} 的出站连接，或用 ./grid channel add 换个渠道"),
        ("the push service {host} cannot be reached: {cause}",
         "{count} browsers get no push, and see their notices only when they are opened",
         "let this machine connect to {host}:{port}, or add another channel by ./grid channel add"),
    ),
}  # fmt: skip
