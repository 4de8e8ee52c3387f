import type { ReactNode } from 'react';
import type { ReportData } from '../schema/report.ts';
import { formatCount, formatQuantity, formatSpan } from './format-values.ts';
import { Shown } from './shown-text.tsx';

/** What was read, what was not, and why: files, rejected records, unknown files, identifiers of more than one person. */
export function InputsSection({ data }: { data: ReportData }): ReactNode {
  const { inputs } = data.result;
  const total = (pick: (input: (typeof inputs)[number]) => number) =>
    inputs.reduce((sum, input) => sum + pick(input), 0);
  return (
    <section id="inputs" aria-labelledby="inputs-title">
      <h2 id="inputs-title">What was read</h2>
      <p>
        {formatQuantity(inputs.length, 'file')} with{' '}
        {formatQuantity(
          total((input) => input.records),
          'record',
        )}
        ; {formatQuantity(data.reject_count, 'record')} rejected; {formatQuantity(data.unknown_files.length, 'file')}{' '}
        not recognised.
      </p>
      <Table label="Files" head={['File', 'Source', '#Records', '#Events', '#Claims', '#Rejected', 'From, to']}>
        {inputs.map((input, index) => (
          <tr key={index}>
            <th scope="row">
              <Shown text={input.file} limit={90} />
            </th>
            <td>
              <Shown text={input.source} limit={50} />
            </td>
            {[input.records, input.events, input.claims, input.rejected].map((count, at) => (
              <td key={at} className={at === 3 && count > 0 ? 'number warn' : 'number'}>
                {formatCount(count)}
              </td>
            ))}
            <td className="day">{formatSpan(input.first_time, input.last_time)}</td>
          </tr>
        ))}
      </Table>
      {data.reject_count > 0 && <Rejects data={data} />}
      {data.unknown_files.length > 0 && <UnknownFiles data={data} />}
      {data.ambiguities.length > 0 && <Ambiguities data={data} />}
    </section>
  );
}

/** A heading that starts with `#` stands over figures. */
function Table({ label, head, children }: { label: string; head: string[]; children: ReactNode }): ReactNode {
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={`${label}, scrolls sideways`}>
      <table>
        <caption className="hidden">{label}</caption>
        <thead>
          <tr>
            {head.map((title) => (
              <th key={title} scope="col" className={title.startsWith('#') ? 'number' : ''}>
                {title.replace('#', '')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

function Rejects({ data }: { data: ReportData }): ReactNode {
  const shown = data.rejects.slice(0, 200);
  return (
    <>
      <h3>Rejected records</h3>
      <p>
        {shown.length < data.reject_count
          ? `The first ${formatCount(shown.length)} of ${formatCount(data.reject_count)}. `
          : ''}
        These records could not be used; everything around them was read.
      </p>
      <Table label="Rejected records" head={['File', '#Record', 'Reason']}>
        {shown.map((reject, index) => (
          <tr key={index}>
            <td>
              <Shown text={reject.file} limit={90} />
            </td>
            <td className="number">{formatCount(reject.sequence)}</td>
            <td>
              <Shown text={reject.reason} limit={240} />
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}

function UnknownFiles({ data }: { data: ReportData }): ReactNode {
  return (
    <>
      <h3>Files that no source recognised</h3>
      <Table label="Unknown files" head={['File', 'Reason', 'Nearest source', 'It lacks']}>
        {data.unknown_files.slice(0, 200).map((file, index) => (
          <tr key={index}>
            <th scope="row">
              <Shown text={file.file} limit={90} />
            </th>
            <td>
              <Shown text={file.reason} limit={240} />
            </td>
            <td>
              <Shown text={file.nearest_source || 'none'} limit={60} />
            </td>
            <td>
              <Shown text={file.missing.slice(0, 20).join(', ') || '–'} limit={240} />
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}

function Ambiguities({ data }: { data: ReportData }): ReactNode {
  return (
    <>
      <h3>Identifiers that more than one person could own</h3>
      <p>They are tied to none of them. A row in your own links file settles each.</p>
      <Table label="Ambiguous identifiers" head={['Kind', 'Identifier', 'Could belong to', 'Why']}>
        {data.ambiguities.slice(0, 200).map((ambiguity, index) => (
          <tr key={index}>
            <td>
              <Shown text={ambiguity.kind} limit={40} />
            </td>
            <th scope="row">
              <Shown text={ambiguity.value} limit={90} />
            </th>
            <td>
              <Shown text={ambiguity.person_ids.slice(0, 12).join(', ')} limit={200} />
            </td>
            <td>
              <Shown text={ambiguity.reason} limit={240} />
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}
