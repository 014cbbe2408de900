import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["**/bin/**", "**/node_modules/**", ".sandbox/**", "**/*.mjs", "examples/**"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Resources register themselves when constructed; their value is often not needed.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // Index signatures are read with brackets (noPropertyAccessFromIndexSignature's way).
      "@typescript-eslint/dot-notation": "off",
    },
  },
);
