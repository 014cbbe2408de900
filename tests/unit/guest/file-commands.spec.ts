import { printsAs } from "./real-shell";

/** Each in a directory of its own. */
const scripts = [
  "echo a >x; ln -s x y; cat y; echo b >y; cat x",
  "echo a >x; mkdir -p d; echo z >d/z; ln -s ../x d; cat d/x",
  "echo a >x; echo b >y; mkdir -p d; echo z >d/z; ln -s ../x ../y d; cat d/x d/y",
  "echo a >x; mkdir -p d; echo z >d/z; ln -s -t d ../x; cat d/x",
  "echo a >x; mkdir -p d; echo z >d/z; ln -s --target-directory=d ../x; cat d/x",
  "mkdir -p d; echo a >d/x; ln -s d/x; cat x",
  'echo a >x; ln x y; cat y; rm x; echo "[$(cat y)]" >/dev/null',
  "echo a >x; ln -s x y; ln -s y z; echo c >z; cat x; rm y; [ -e z ] || echo dangling",
  "echo a >x; ln -s x y; rm y; cat x; [ -L y ] || echo gone",
  "echo a >x; echo b >y; ln -sf x y; cat y; ln -sfn x y; cat y",
  "mkdir -p d; echo a >d/x; ln -s d l; cat l/x; echo b >l/y; cat d/y; rm l; cat d/x",
  "mkdir -p d; echo a >d/x; ln -s d l; rm l/x; [ -e d/x ] || echo gone",
  "echo a >x; echo b >y; cp -n x y; cat y; cp -n x z; cat z",
  "echo a >x; echo b >y; mv -n x y; cat y; mv -n x z; cat z",
  "echo a >x; echo b >y; mv x y; cat y; [ -e x ] || echo gone",
  "echo a >x; mkdir -p d; echo z >d/z; mv x d; cat d/x; mv d/x .; cat x",
  "echo a >x; mkdir -p d; echo z >d/z; cp x d/; cp x d/y; cat d/x d/y",
  "mkdir -p d; echo a >d/x; echo b >d/y; cp -r d e; cat e/x e/y; rm -r d; cat e/y; [ -e d ] || echo gone",
  "mkdir -p d; echo a >d/x; mv d e; cat e/x; [ -e d/x ] || echo gone",
  "mkdir -p d e; echo a >d/x; echo z >e/z; cp -r d e; cat e/d/x; mv d e/f; cat e/f/x",
  "mkdir -p d; echo a >d/x; rm -rf d; mkdir -p d; echo b >d/y; for f in d/*; do echo $f; done",
  'echo a >x; rm x; for f in x*; do echo "$f"; done; echo b >x1; for f in x*; do echo "$f"; done',
  'echo a >x.conf; echo b >y.conf; rm *.conf; for f in *.conf; do echo "$f"; done',
  "echo a >x; truncate -s 0 x; cat x; echo b >x; truncate --size=0 x; cat x; truncate -s0 y; [ -e y ] && echo made",
  "echo a >x; : >>x; cat x; touch x; cat x; touch z; [ -e z ] && echo made",
  "install -d d; echo a >x; install -m 600 x d/y; cat d/y; install -D x e/f/g; cat e/f/g; install -t d x; cat d/x",
  "echo a >x; cp x y; echo b >x; cat y; cp -f x y; cat y; cp --remove-destination x y; cat y",
  "echo a >x; cat x x - </dev/null; cat x | cat x -; echo b | cat - x",
  "echo a >x; tee y z <x; cat y z; echo b | tee -a y >/dev/null; cat y",
  "echo a >x; dd if=x of=y 2>/dev/null; cat y; echo b | dd of=y 2>/dev/null; cat y",
  'echo a >x; cd /; cat "$OLDPWD/x"; cd "$OLDPWD"; cat x',
  "mkdir -p d/e; cd d/e; echo a >../x; cd ..; cat x; cd ..; cat d/x ./d/../d/x d//x",
  "echo a >'x y'; for f in x*; do cat \"$f\"; done; cat x\\ y; mv 'x y' z; cat z",
  "echo a >x; ln -s x y; mv y z; cat z; [ -L z ] && echo link",
  "echo a >x; ln -s x y; cp y z; rm x; cat z",
  "ln -s b a; ln -s a b; echo x >a; [ -e a ] || echo circle",
];

describe("files, as the real commands make, link, copy, move and remove them", () => {
  printsAs(
    "bash",
    scripts.map((script) => `d=$(mktemp -d); cd $d; ${script}; cd /; rm -r $d`),
  );
  printsAs("bash", [
    "t=$(mktemp); u=$(mktemp); echo a >$t; echo b >$u; cat $t $u; rm $t $u",
    "t=$(mktemp -d); u=$(mktemp -d); v=$(mktemp -qd); echo a >$t/x; echo b >$u/x; [ -e $v/x ] || cat $t/x $u/x; rm -r $t $u $v",
    "t=$(mktemp --directory); echo a >$t/x; [ -d $t ] && cat $t/x; rm -r $t",
  ]);
});
