import type { CloudFormationCustomResourceEvent } from 'aws-lambda';

export interface Answer {
  readonly status: 'SUCCESS' | 'FAILED';
  readonly resourceId: string;
  /** Shown with the failed resource. */
  readonly reason?: string;
}

export type SendAnswer = (event: CloudFormationCustomResourceEvent, answer: Answer) => Promise<void>;

const ATTEMPTS = 3;
const ATTEMPT_MS = 5_000;

/**
 * Tells CloudFormation how a custom resource went, at the pre-signed address of the event. The address is a credential:
 * it stands in no log and no error.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html
 */
export const sendAnswer: SendAnswer = async (event, { status, resourceId, reason }) => {
  const body = JSON.stringify({
    Status: status,
    PhysicalResourceId: resourceId,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    ...(reason ? { Reason: reason } : {}),
  });
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) if (await put(event.ResponseURL, body)) return;
  throw new Error(`CloudFormation did not take the answer ${status} in ${ATTEMPTS} attempts`);
};

const put = (url: string, body: string): Promise<boolean> =>
  fetch(url, {
    method: 'PUT',
    // The signature covers an empty content type, which `fetch` fills for a string.
    headers: { 'content-type': '' },
    body: new TextEncoder().encode(body),
    signal: AbortSignal.timeout(ATTEMPT_MS),
  }).then(
    ({ ok }) => ok,
    () => false,
  );
