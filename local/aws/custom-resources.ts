/** Custom resources of the template: functions that CloudFormation calls once per deployment; here once per start. */
import { randomUUID } from 'node:crypto';
import { HotlineError } from '../../lambda/hotline/errors';
import { arn } from './account';
import type { AwsEndpoint } from './endpoint';
import type { RunningFunction } from './functions';
import { type Resolve, referredId } from './intrinsics';
import type { Resource, Template } from './template';

const isCustom = ({ Type }: Resource): boolean =>
  Type.startsWith('Custom::') || Type === 'AWS::CloudFormation::CustomResource';

/**
 * Calls each custom resource whose function runs here, through CDK's provider framework or straight.
 * @param requestType 'Create' for a new table; 'Update' after a restart, as a later deployment does
 * @throws HotlineError 'config.invalid': the set-up failed; the function's log says why
 */
export async function setUpCustomResources(
  template: Template,
  functions: ReadonlyMap<string, RunningFunction>,
  resolve: Resolve,
  endpoint: AwsEndpoint,
  requestType: 'Create' | 'Update',
): Promise<void> {
  for (const [id, resource] of Object.entries(template.Resources)) {
    if (!isCustom(resource)) continue;
    const target = functions.get(functionBehind(template, resource.Properties?.ServiceToken));
    if (!target) continue;
    const { ServiceToken: _, ...properties } = resource.Properties ?? {};
    const resolved = resolve(properties) as Record<string, unknown>;
    const old = requestType === 'Update' ? { PhysicalResourceId: id, OldResourceProperties: resolved } : {};
    let refused: string | undefined;
    endpoint.onResourceAnswer((answer) => {
      const { Status, Reason } = answer as { Status?: string; Reason?: string };
      if (Status === 'FAILED') refused = Reason ?? 'no reason given';
    });
    await target
      .invoke({
        RequestType: requestType,
        ResponseURL: `${endpoint.origin}/resource-answer`,
        StackId: arn('cloudformation', 'stack/HotlineStack/local'),
        RequestId: randomUUID(),
        LogicalResourceId: id,
        ResourceType: resource.Type,
        ResourceProperties: { ServiceToken: target.definition.id, ...resolved },
        ...old,
      })
      .catch((err: Error) => {
        refused = err.message;
      });
    if (refused !== undefined) throw new HotlineError('config.invalid', `The set-up of ${id} failed: ${refused}`);
  }
}

/** The provider framework's function names ours in its environment. */
function functionBehind(template: Template, serviceToken: unknown): string {
  const id = referredId(serviceToken) ?? '';
  const { Environment } = (template.Resources[id]?.Properties ?? {}) as {
    Environment?: { Variables?: Record<string, unknown> };
  };
  const behind = Environment?.Variables?.USER_ON_EVENT_FUNCTION_ARN;
  return behind ? (referredId(behind) ?? id) : id;
}
