import { writeDay } from './calendar.ts';
import { fullName } from './shipping.ts';
import type { Worker, World } from './world.ts';
import { writeCsv } from './write-csv.ts';

const fields = [
  ['displayName', 'text', 'Display name'],
  ['firstName', 'text', 'First name'],
  ['lastName', 'text', 'Last name'],
  ['jobTitle', 'list', 'Job title'],
  ['department', 'list', 'Department'],
  ['workEmail', 'email', 'Work Email'],
  ['homeEmail', 'email', 'Home Email'],
  ['mobilePhone', 'text', 'Mobile Phone'],
  ['homePhone', 'text', 'Home Phone'],
  ['address1', 'text', 'Address Line 1'],
  ['address2', 'text', 'Address Line 2'],
  ['city', 'text', 'City'],
  ['state', 'text', 'Province/State'],
  ['zipcode', 'text', 'Postal Code'],
  ['country', 'country', 'Country'],
  ['hireDate', 'date', 'Hire Date'],
  ['terminationDate', 'date', 'Termination Date'],
  ['supervisor', 'employee', 'Manager'],
  ['supervisorEmail', 'email', 'Manager’s email'],
  ['status', 'status', 'Status'],
] as const;

function employee(worker: Worker, supervisor: Worker | undefined, end: number): Record<string, unknown> {
  const { address } = worker;
  return {
    id: worker.employee_id,
    employeeNumber: worker.employee_id,
    displayName: fullName(worker),
    firstName: worker.name.given,
    lastName: worker.name.family,
    preferredName: null,
    jobTitle: worker.title,
    department: worker.department,
    location: `Remote (${address.city.country})`,
    division: null,
    workEmail: worker.work_email,
    homeEmail: worker.personal_email,
    workPhone: null,
    mobilePhone: worker.phone === '' ? null : worker.phone,
    homePhone: worker.home_phone === '' ? null : worker.home_phone,
    address1: address.street,
    address2: address.unit === '' ? null : address.unit,
    city: address.city.name,
    state: address.city.region_name,
    zipcode: address.postcode,
    country: address.city.country_name,
    hireDate: writeDay(worker.start),
    terminationDate: worker.end === null ? '0000-00-00' : writeDay(worker.end),
    supervisor: supervisor === undefined ? null : fullName(supervisor),
    supervisorEmail: worker.manager_email,
    linkedIn: null,
    status: worker.end !== null && worker.end < end ? 'Inactive' : 'Active',
  };
}

/** BambooHR's answer: a list of fields, then the employees. */
export function writeEmployees(world: World): Record<string, unknown> {
  const byMail = new Map(world.workers.map((worker) => [worker.work_email, worker]));
  const employees = world.workers.filter((worker) => worker.kind === 'employee');
  return {
    fields: fields.map(([id, type, name]) => ({ id, type, name })),
    employees: employees.map((worker) => employee(worker, byMail.get(worker.manager_email), world.end)),
  };
}

/** Contractors stand in a sheet that somebody keeps by hand. */
export function writeContractors(world: World): string {
  const header = [
    'Person ID',
    'Kind',
    'NAME',
    'E-mail',
    'Work_Email',
    'Phone',
    'Address',
    'City',
    'Region',
    'Post Code',
    'Country',
    'Title',
    'Start Date',
    'End-Date',
    'Manager Email',
    'Agency',
  ];
  const rows = world.workers
    .filter((worker) => worker.kind === 'contractor')
    .map((worker, i) => {
      const { address } = worker;
      const street = `${address.street}${address.unit === '' ? '' : ` ${address.unit}`}`;
      return [
        `C-${String(i + 1).padStart(3, '0')}`,
        'worker',
        fullName(worker),
        worker.personal_email,
        worker.work_email,
        worker.phone,
        street,
        address.city.name,
        address.city.region,
        address.postcode,
        address.city.country,
        worker.title,
        writeDay(worker.start),
        '',
        worker.manager_email,
        i % 2 === 0 ? 'Northfold Talent Partners' : '',
      ];
    });
  return writeCsv([header, ...rows]);
}

/** Ties that no export carries: handles of those whom the code host does not name, and spare machines. */
export function writeLinks(world: World): string {
  const rows: string[][] = [['identifier_kind', 'identifier', 'person']];
  for (const worker of world.workers) {
    if (worker.github_login !== null && !worker.github_names_mail)
      rows.push(['github_login', worker.github_login, worker.work_email]);
    if (worker.kind === 'contractor') rows.push(['device', worker.laptop.serial, worker.work_email]);
  }
  return writeCsv(rows);
}
