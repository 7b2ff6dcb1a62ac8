import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Where functions get their credentials: Lambda puts them into the environment, and the local hotline does as Lambda
 * does. `lib/bundle.ts` puts this in the place of the SDK's own chain, which also knows sign-in files, containers and
 * web identities: 110 KB and a sixth of the start-up of a function that uses none of them.
 */
export const defaultProvider = () => fromEnv();
