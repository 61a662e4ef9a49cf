import { t } from '@vscode/l10n';

/** What the icon of a verdict says to those who don't see it. */
export const toneWords = {
  success: () => t('Success'),
  warning: () => t('Warning'),
  error: () => t('Error'),
} as const satisfies Readonly<Record<string, () => string>>;
