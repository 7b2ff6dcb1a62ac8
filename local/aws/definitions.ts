/** The functions of the template, with the environment that they get here. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FunctionDefinition } from './functions';
import type { Resolve } from './intrinsics';
import type { Synthesis } from './synthesis';
import { resourcesOf } from './template';

interface FunctionProperties {
  readonly Handler?: string;
  readonly Timeout?: number;
  readonly MemorySize?: number;
  readonly Code?: { readonly S3Key?: string };
  readonly Environment?: { readonly Variables?: Readonly<Record<string, unknown>> };
}

/** Lambda's defaults. */
const TIMEOUT_SECONDS = 3;
const MEMORY_MEGABYTES = 128;

/**
 * Functions whose bundle is ours (`index.mjs`); helpers that CDK adds have no work on this machine.
 * @param adapt gets the variables as resolved and gives those of this machine. Variables it would replace anyway need no
 *   resolving: `replaced` names them.
 */
export function definitionsOf(
  { template, assets }: Synthesis,
  resolve: Resolve,
  replaced: readonly string[],
  adapt: (variables: Readonly<Record<string, string>>) => Readonly<Record<string, string>>,
): FunctionDefinition[] {
  return resourcesOf(template, 'AWS::Lambda::Function').flatMap(({ id, properties }) => {
    const { Handler = 'index.handler', Timeout, MemorySize, Code, Environment } = properties as FunctionProperties;
    const [file = 'index', exportName = 'handler'] = Handler.split('.');
    const bundle = join(assets.get(basename(String(Code?.S3Key))) ?? '', `${file}.mjs`);
    if (!existsSync(bundle)) return [];
    const all = Object.entries(Environment?.Variables ?? {});
    const resolved = all.map(([name, value]) => [name, replaced.includes(name) ? '' : String(resolve(value))]);
    const environment = adapt(Object.fromEntries(resolved));
    return [
      {
        id,
        name: environment.POWERTOOLS_SERVICE_NAME ?? id,
        bundle,
        exportName,
        environment,
        timeoutSeconds: Timeout ?? TIMEOUT_SECONDS,
        memoryMegabytes: MemorySize ?? MEMORY_MEGABYTES,
      },
    ];
  });
}
