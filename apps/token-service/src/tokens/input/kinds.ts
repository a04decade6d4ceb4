import type { Environment, TokenKind } from '@portcullis/token';

export const TOKEN_KINDS = ['user', 'workspace'] as const satisfies readonly TokenKind[];
export const ENVIRONMENTS = ['live', 'test'] as const satisfies readonly Environment[];
