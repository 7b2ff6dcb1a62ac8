/** The synthesised CloudFormation template: the one source of what exists here. */
import { HotlineError } from '../../lambda/hotline/errors';

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown }>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Mappings?: Readonly<Record<string, unknown>>;
  readonly Outputs?: Readonly<Record<string, unknown>>;
}

export interface Named {
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** All resources of the given types, in the template's order. */
export const resourcesOf = (template: Template, ...types: string[]): Named[] =>
  Object.entries(template.Resources)
    .filter(([, { Type }]) => types.includes(Type))
    .map(([id, { Properties = {} }]) => ({ id, properties: Properties }));

/** The only resource of the given types. @throws HotlineError 'config.invalid': none, or several */
export function onlyResource(template: Template, ...types: string[]): Named {
  const [first, ...more] = resourcesOf(template, ...types);
  if (!first || more.length > 0)
    throw new HotlineError('config.invalid', `The template has ${first ? 'several' : 'no'} ${types.join(' or ')}.`);
  return first;
}
