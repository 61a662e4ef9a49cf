import ts from 'typescript';

/** What a file keeps for as long as its module is loaded: variables, containers that can be filled, and the same as static properties. */
export function findLastingState(tree: ts.SourceFile): readonly string[] {
  const variables = tree.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) => {
    const isConst = (declarationList.flags & ts.NodeFlags.Const) !== 0;
    return declarationList.declarations.filter((declaration) => !isConst || canBeFilled(declaration));
  });
  const classes = tree.statements.filter(ts.isClassDeclaration);
  const properties = classes
    .flatMap(({ members }) => members.filter(ts.isPropertyDeclaration))
    .filter((property) => hasModifier(property, ts.SyntaxKind.StaticKeyword))
    .filter((property) => !hasModifier(property, ts.SyntaxKind.ReadonlyKeyword) || canBeFilled(property));
  return [...variables, ...properties].map((found) => found.getText(tree));
}

/** Whether it begins as an object of a class or as an empty list or record, and its type does not say that it stays so. */
function canBeFilled({ type, initializer }: ts.VariableDeclaration | ts.PropertyDeclaration): boolean {
  if (initializer === undefined || /^(Readonly|readonly\b)/.test(type?.getText() ?? '')) {
    return false;
  }
  const value = withoutCasts(initializer);
  return (
    ts.isNewExpression(value) ||
    (ts.isArrayLiteralExpression(value) && value.elements.length === 0) ||
    (ts.isObjectLiteralExpression(value) && value.properties.length === 0)
  );
}

function withoutCasts(value: ts.Expression): ts.Expression {
  return ts.isAsExpression(value) || ts.isSatisfiesExpression(value) || ts.isParenthesizedExpression(value)
    ? withoutCasts(value.expression)
    : value;
}

function hasModifier(property: ts.PropertyDeclaration, kind: ts.SyntaxKind): boolean {
  return property.modifiers?.some((modifier) => modifier.kind === kind) ?? false;
}
