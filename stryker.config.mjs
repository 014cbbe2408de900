// Mutation testing of one part of crashdump/, MUTATION_PART, by the specs that are about it: `npm run mutation` does one
// part after the other. A mutant that survives is asked for by every test that reaches it, and the judge's own reach
// all: with them the whole takes hours, and finds some mutants more.

/** What is changed, and by which specs it has to be noticed. */
export const parts = {
  kdump: { mutate: ["kdump/**/*"], specs: ["kdump/*"] },
  // Without what starts shells for each of thousands of mutants: that is about check/, or ignored below.
  recipes: {
    mutate: ["*", "recipes/**/*", "vm-sizes/**/*"],
    specs: ["crashdump/!(assess|check*|drill|instance-check|verification)"],
  },
  "cloud-init": {
    mutate: ["cloud-init/*"],
    // One by one: a comma in a pattern would end it.
    specs: ["cloud-init/*", "crashdump/encode", "crashdump/judged-cloud-init", "crashdump/user-data*"],
  },
  yaml: { mutate: ["cloud-init/yaml/**/*"], specs: ["cloud-init/*"] },
  commands: { mutate: ["shell/commands/**/*"], specs: ["guest/*"] },
  shell: { mutate: ["shell/*"], specs: ["guest/*"] },
  guest: { mutate: ["guest/**/*"], specs: ["guest/*"] },
  rules: { mutate: ["rules/**/*"], specs: ["crashdump/*", "../evasions/corpus"] },
  check: { mutate: ["check/**/*"], specs: ["crashdump/!(assess)"] },
};

const part = process.env["MUTATION_PART"] ?? "kdump";
const { mutate, specs } = parts[part];

// Stryker starts no shell by itself, and takes a blank for the end of an argument where no backslash precedes it.
const build =
  "mkdir node_modules && ln -s ../crashdump node_modules/azure-kdump-core && ln -s ../sandbox node_modules/azure-kdump-sandbox && tsc --build crashdump";

// Inherited by the processes that run the tests (tests/unit/runs.ts).
process.env["PROPERTY_RUNS_SHARE"] ??= "0.1";

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: "mocha",
  coverageAnalysis: "perTest",
  concurrency: 2,
  mutate: mutate.map((files) => `crashdump/${files}.ts`),
  // Inside the repository, so that packages from npm are found in its own node_modules; the workspace's are linked
  // anew, else the tests would run what the repository holds, without a mutant. The tests come compiled.
  tempDirName: ".sandbox/stryker",
  symlinkNodeModules: false,
  buildCommand: `sh -c ${build.replaceAll(" ", "\\ ")}`,
  disableTypeChecks: "crashdump/**/*.ts",
  ignorePatterns: [".ci", ".sandbox", "bench", "components", "crashdump/bin", "examples", "policies"],
  mochaOptions: {
    require: ["./tests/bin/mutation/select-tests.js"],
    spec: specs.map((files) => `tests/bin/unit/${files}.spec.js`),
    ignore: [
      // They measure time and memory, some in other processes, which run without a mutant.
      "tests/bin/unit/*/limits.spec.js",
      // They start hundreds of shells, 15 of the suite's 27 seconds for each mutant of a recipe. That the scripts work is
      // theirs to say; that a recipe writes these scripts and no others, revision.spec says at once.
      // The check's specs start shells too, and stay: most of its text are constants, which ignoreStatic leaves out, so
      // they run for a hundred mutants and not for thousands, and no digest has to follow every change of the check.
      "tests/bin/unit/crashdump/{boot,last}-script?(s).spec.js",
    ],
  },
  // A mutant that acts while a module is loaded needs a new process and the whole suite, ten seconds for each.
  ignoreStatic: true,
  timeoutMS: 5000,
  // The first run of all specs takes two minutes, and more than the usual five where guests boot on the same two cores.
  dryRunTimeoutMinutes: 15,
  reporters: ["clear-text", "progress", "html", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: `.sandbox/mutation/${part}.html` },
  jsonReporter: { fileName: `.sandbox/mutation/${part}.json` },
};
