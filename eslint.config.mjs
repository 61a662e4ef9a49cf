import tseslint from 'typescript-eslint';

/** The walls between the rooms of src/. Arrows run one way: webview → (protocols, pure checks), editor → credentials → pendo. */
const outside = {
  vscode: {
    group: ['vscode'],
    message: 'Only src/editor and src/extension.ts talk to VS Code: put the rule here and the paint there.',
  },
  editor: {
    group: ['**/editor/**'],
    message: 'src/editor is the top floor: what you need from it belongs in a lower room.',
  },
  webview: {
    group: ['**/webview/**'],
    message: 'Pages run in a browser: share a protocol in src/credentials instead.',
  },
  credentials: {
    group: ['**/credentials/**'],
    message: 'src/pendo knows the service, not how keys are kept: pass what you need as an argument.',
  },
  extension: {
    group: ['**/extension'],
    message: 'extension.ts is the composition root: nothing imports it.',
  },
  tests: { group: ['**/test/**'], message: 'What ships does not know its tests.' },
};

const pageImports = {
  group: [
    '**/credentials/**',
    '!**/credentials/credentialForm',
    '!**/credentials/credentialForm/protocol',
    '!**/credentials/credentialForm/followFields',
    '!**/credentials/reportPage',
    '!**/credentials/reportPage/protocol',
    '!**/credentials/credentialDraft',
    '!**/credentials/limits',
    '!**/credentials/cleanText',
    '**/pendo/**',
    '!**/pendo/baseUrl',
    '!**/pendo/key',
    '!**/pendo/regions',
    '!**/pendo/translate',
  ],
  message:
    'A page imports protocols and pure checks alone; what has state or a key lives in the extension host.',
};

const nodeInPage = { group: ['node:*'], message: 'A page runs in a browser.' };

const patchedModules = '/^(node:)?(https?|net|tls)$/';

const namesAndTypes = [
  { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' },
  { selector: 'ExportDefaultDeclaration', message: 'Export by name, so that it has one name everywhere.' },
];

const syntax = [
  ...namesAndTypes,
  {
    selector: `ImportDeclaration[importKind!="type"][source.value=${patchedModules}] > :matches(ImportSpecifier, ImportNamespaceSpecifier)`,
    message:
      'VS Code patches proxy and certificates into the default import alone: import http from "node:http".',
  },
  {
    selector: 'CallExpression[callee.name="t"] > :first-child:not(Literal):not(Identifier)',
    message: 'The message of t() is a literal, so that it can be extracted for translation.',
  },
];

const room = (files, ...patterns) => ({
  files,
  rules: {
    'no-restricted-imports': ['error', { patterns: [outside.extension, outside.tests, ...patterns] }],
  },
});

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      '.vscode-test/',
      'test/vscode/versions/',
      'test/vscode/standIns/',
      '**/*.mjs',
      '**/*.js',
      '**/*.cjs',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-restricted-syntax': ['error', ...syntax],
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // A number or boolean in a template reads as itself.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      // Handlers share one type, whether or not they have something to wait for.
      '@typescript-eslint/require-await': 'off',
      // With noUncheckedIndexedAccess, `!` is how one says that an index was just checked.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
    },
  },
  room(['src/pendo/**'], outside.vscode, outside.editor, outside.webview, outside.credentials),
  room(['src/credentials/**'], outside.vscode, outside.editor, outside.webview),
  room(['src/editor/**'], outside.webview),
  room(['src/extension.ts', 'src/contributions.ts'], outside.webview),
  room(['src/webview/**'], outside.vscode, outside.editor, pageImports, nodeInPage),
  // The one place that loads a part of ours at once.
  { files: ['src/editor/loadWords.ts'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['test/**', 'scripts/**'],
    rules: {
      'no-console': 'off',
      'no-restricted-syntax': ['error', ...namesAndTypes],
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
);
