import { claimed, type Persona } from './merge-personas.ts';
import { normaliseName } from './union-find.ts';

/** How a reference was understood; from the surest to the least sure. */
export type OwnerKind = 'work mail' | 'account' | 'id' | 'mail' | 'login' | 'name' | 'device' | 'parcel';

/** Who goes by a mail, login, id or name, and who claims a device or parcel. */
export class Owners {
  readonly #byKey = new Map<string, Set<string>>();

  add(kind: OwnerKind, value: string, person_id: string): void {
    if (value === '') return;
    const key = `${kind} ${value.toLowerCase()}`;
    const set = this.#byKey.get(key);
    if (set) set.add(person_id);
    else this.#byKey.set(key, new Set([person_id]));
  }

  of(kind: OwnerKind, value: string): string[] {
    return [...(this.#byKey.get(`${kind} ${value.toLowerCase()}`) ?? [])].sort();
  }

  addPersonas(person_id: string, personas: readonly Persona[]): void {
    for (const persona of personas) {
      for (const mail of claimed(persona, 'work_email')) {
        this.add('work mail', mail, person_id);
        this.add('login', mail.split('@')[0] ?? '', person_id);
      }
      for (const mail of claimed(persona, 'email')) this.add('mail', mail, person_id);
      for (const login of claimed(persona, 'login', 'github_login')) this.add('account', login, person_id);
      for (const id of claimed(persona, 'employee_id', 'candidate_id')) this.add('id', id, person_id);
      this.add('id', persona.persona.slice(persona.source.length + 1), person_id);
      for (const name of claimed(persona, 'name')) this.add('name', normaliseName(name), person_id);
      for (const key of claimed(persona, 'device_serial', 'device_hostname', 'device_uid'))
        this.add('device', key, person_id);
      for (const number of claimed(persona, 'tracking_number')) this.add('parcel', number, person_id);
    }
    this.add('id', person_id, person_id);
  }

  /** Persons that a free reference (mail, id, login or name) may mean, by the surest kind that knows it. */
  meant(reference: string): { kind: OwnerKind; person_ids: string[] } {
    const text = reference.trim();
    for (const kind of ['work mail', 'account', 'id', 'mail', 'login'] as const) {
      const person_ids = this.of(kind, text);
      if (person_ids.length > 0) return { kind, person_ids };
    }
    return { kind: 'name', person_ids: this.of('name', normaliseName(text)) };
  }
}
