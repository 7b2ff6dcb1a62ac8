/** The made-up AWS account of this machine. The account number is the one that fauxqs writes into its ARNs. */
export const REGION = 'us-east-1';
export const ACCOUNT = '000000000000';

/** Credentials that no service accepts: the engines take any. */
export const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

/** e.g. `arn('sqs', 'outbox.fifo')` */
export const arn = (service: string, resource: string): string => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
