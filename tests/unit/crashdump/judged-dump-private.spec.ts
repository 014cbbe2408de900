import { debianByHand, elByHand, on } from "./by-hand";
import { judges, withConfig } from "./judged";

const debian = on("debian-12");
const ubuntu = on("ubuntu-24.04");
const el9 = on("almalinux-9");

/** Without the drop-in that a careful administrator writes. */
const openly = (commands: string, path = "/var/crash") =>
  debianByHand([
    /KDUMP_COREDIR=\/var\/crash([^]*enable kdump-tools).*/,
    `KDUMP_COREDIR=${path}$1; ${commands.replaceAll("$", "$$$$")}`,
  ]);
const remedy = "write UMask=0077 below [Service] to a file in /etc/systemd/system/kdump-tools-dump.service.d";
const open = (path: string) =>
  `advisory: dumps in ${path} (the customData, line 4) hold memory, and every user of the VM may read them → ${remedy}` as const;
const orMode = (path: string) => `${open(path)}, or make the directory root's alone: chmod 0700 ${path}` as const;
const mask = (value: string) =>
  `printf '[Service]\\nUMask=${value}\\n' >/etc/systemd/system/kdump-tools-dump.service.d/x.conf`;
const tmpfiles = (line: string, name = "x.conf") => `echo '${line}' >/etc/tmpfiles.d/${name}`;

judges("dump-private", "who may read dumps", [
  ["the package's own directory", debian, openly("true"), orMode("/var/crash")],
  ["another directory", debian, openly("mkdir -p /dumps", "/dumps"), orMode("/dumps")],
  ["chmod 700", debian, openly("chmod 700 /var/crash")],
  ["chmod 0700", debian, openly("chmod 0700 /var/crash/")],
  ["chmod in words", debian, openly("chmod u=rwx,go= /var/crash")],
  ["chmod that takes it from others", debian, openly("chmod go-rwx /var/crash")],
  ["chmod that takes it from all but root's group", debian, openly("chmod -R o-rwx /var/crash")],
  ["chmod that leaves it to others", debian, openly("chmod 755 /var/crash"), orMode("/var/crash")],
  ["chmod that gives it back", debian, openly("chmod 700 /var/crash; chmod o+rx /var/crash"), orMode("/var/crash")],
  ["chmod of another directory", debian, openly("chmod 700 /var/crashes"), orMode("/var/crash")],
  ["chmod of the directory above", debian, openly("chmod 700 /data", "/data/dumps")],
  ["chmod that only the guest knows", debian, openly("chmod $(cat /etc/mode) /var/crash")],
  ["chmod in one branch alone", debian, openly("if grep -q x /etc/x; then chmod 700 /var/crash; else true; fi")],
  ["install -d -m", debian, openly("install -d -m 700 /dumps", "/dumps")],
  ["install -d, which gives it to all", debian, openly("install -d /dumps", "/dumps"), orMode("/dumps")],
  ["mkdir -m", debian, openly("mkdir -p -m 700 /dumps", "/dumps")],
  ["mkdir -m of what the package has made", debian, openly("mkdir -p -m 700 /var/crash"), orMode("/var/crash")],
  ["mkdir under a umask", debian, openly("umask 077; mkdir -p /dumps", "/dumps")],
  [
    "a directory that is made anew",
    debian,
    openly("mkdir -m 700 /dumps; rm -rf /dumps; mkdir /dumps", "/dumps"),
    orMode("/dumps"),
  ],
  ["the service's UMask", debian, openly(mask("0077"))],
  ["the service's UMask, for root's group", debian, openly(mask("027"))],
  ["the service's UMask, open", debian, openly(mask("0022")), orMode("/var/crash")],
  ["systemd-tmpfiles", debian, openly("echo 'd /dumps 0700 root root -' >/etc/tmpfiles.d/x.conf", "/dumps")],
  [
    "systemd-tmpfiles, open",
    debian,
    openly("echo 'd /dumps 0755 root root -' >/etc/tmpfiles.d/x.conf", "/dumps"),
    orMode("/dumps"),
  ],
  ...(["D /dumps 700", "z  /dumps\t~0770 root root", "Z /dumps :0750", " d /dumps 0700"] as const).map(
    (line) => [`systemd-tmpfiles with "${line}"`, debian, openly(tmpfiles(line), "/dumps")] as const,
  ),
  ...(
    ["d /other 0700", "f /dumps 0700", "#d /dumps 0700", "d /dumps 0705", "d /dumps 00700x", "d /dumps -"] as const
  ).map(
    (line) => [`systemd-tmpfiles with "${line}"`, debian, openly(tmpfiles(line), "/dumps"), orMode("/dumps")] as const,
  ),
  ...["x.conf.bak", "x/y.conf"].map(
    (name) =>
      [
        `systemd-tmpfiles in ${name}, which it does not read`,
        debian,
        openly(tmpfiles("d /dumps 0700", name), "/dumps"),
        orMode("/dumps"),
      ] as const,
  ),
  ["chmod on Ubuntu, whose apport opens it again", ubuntu, openly("chmod 700 /var/crash"), open("/var/crash")],
  ["chmod on Ubuntu of a directory of one's own", ubuntu, openly("mkdir /dumps; chmod 700 /dumps", "/dumps")],
  ["the service's UMask on Ubuntu", ubuntu, openly(mask("0077"))],
  ["dumps that leave for another host", debian, openly("echo SSH=x@store >>/etc/default/kdump-tools")],
  ["no kdump at all", debian, debianByHand([/apt-get[^]*enable kdump-tools.*\n/, ""])],
  ["a program that names the directory", debian, openly("/opt/setup /var/crash")],
  ["a careful administrator's, beside a cloud-config", debian, withConfig({ packages: ["nginx"] })],
  ["EL's own, which is root's alone", el9, elByHand()],
  ["EL's own with chmod 755", el9, elByHand(["reboot", "chmod 755 /var/crash\nreboot"])],
  [
    "EL's own with chmod 777",
    el9,
    elByHand(["reboot", "chmod -R 777 /var/crash\nreboot"]),
    "advisory: /var/crash (the customData, line 4) has mode 777 (the customData, line 11): every user of the VM may replace dumps → chmod 0700 /var/crash",
  ],
  [
    "a script that opens EL's dumps",
    el9,
    elByHand([
      "path /var/crash\n",
      "path /var/crash\nkdump_post /usr/local/sbin/after\nEND\ncat >/usr/local/sbin/after <<END\nchmod -R a+r /var/crash\nEND\ncat >>/etc/kdump.conf <<END\n",
    ]),
    "advisory: /usr/local/sbin/after, which kdump runs by kdump_post, lets every user of the VM read dumps → leave them to root",
  ],
  [
    "a script that opens nothing",
    el9,
    elByHand([
      "path /var/crash\n",
      "path /var/crash\nkdump_post /usr/local/sbin/after\nEND\ncat >/usr/local/sbin/after <<END\nchmod -R 600 /var/crash\nEND\ncat >>/etc/kdump.conf <<END\n",
    ]),
  ],
]);
