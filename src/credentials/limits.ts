/** In characters as people count them. */
export const longestName = 100;
export const longestDescription = 500;

export const mostCredentials = 500;
