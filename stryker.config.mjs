// Mutation testing of crashdump/: `npm run mutation`, or for a part of it `npm run mutation -- --mutate 'crashdump/rules/**/*.ts'`.

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
  mutate: ["crashdump/**/*.ts", "!crashdump/bin/**", "!crashdump/**/*.d.ts", "!crashdump/releases/**"],
  // Inside the repository, so that packages from npm are found in its own node_modules; the workspace's are linked
  // anew, else the tests would run what the repository holds, without a mutant. The tests come compiled.
  tempDirName: ".sandbox/stryker",
  symlinkNodeModules: false,
  buildCommand: `sh -c ${build.replaceAll(" ", "\\ ")}`,
  disableTypeChecks: "crashdump/**/*.ts",
  ignorePatterns: [".ci", ".sandbox", "bench", "components", "crashdump/bin", "examples", "policies"],
  mochaOptions: {
    // A mutant dies of the first test that fails: the quick ones first, the properties last.
    require: ["./tests/bin/mutation/select-tests.js"],
    spec: [
      "tests/bin/unit/{kdump,guest,cloud-init}/*.spec.js",
      "tests/bin/unit/crashdump/!(assess).spec.js",
      "tests/bin/evasions/corpus.spec.js",
      "tests/bin/unit/crashdump/assess.spec.js",
    ],
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
  reporters: ["clear-text", "progress", "html"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: ".sandbox/mutation/index.html" },
  thresholds: { high: 90, low: 85, break: 85 },
};
