import { day_ms, hour_ms, writeIso } from './calendar.ts';
import { foldName } from './names.ts';
import type { Candidate } from './world.ts';

const recruiter = { id: 92120, first_name: 'Mara', last_name: 'Quill', name: 'Mara Quill', employee_id: null };

const field = (name: string, value: unknown, type = 'short_text'): Record<string, unknown> => ({ name, type, value });

/** One candidate as the Harvest API answers. */
export function writeCandidate(candidate: Candidate, exported_at: number): Record<string, unknown> {
  const { candidate_id: id, name } = candidate;
  const application_id = id + 28_000_000;
  const applied = writeIso(candidate.applied_at);
  // What is decided after the export is not in it.
  const decided = candidate.decided_at !== null && candidate.decided_at < exported_at;
  const last = writeIso(
    decided
      ? (candidate.decided_at ?? 0)
      : Math.min(candidate.applied_at + 2 * day_ms + 3 * hour_ms, exported_at - hour_ms),
  );
  const file = `${foldName(name.given)}_${foldName(name.family)}_resume.pdf`;
  const attachment = {
    filename: file,
    url: `https://prod-heroku.s3.amazonaws.com/meridian/${application_id}/${file}`,
    type: 'resume',
    created_at: applied,
  };
  const rejected = candidate.status === 'rejected' && decided;
  const network = {
    application_ip: candidate.application_ip,
    application_user_agent: candidate.application_user_agent,
  };
  const application = {
    id: application_id,
    candidate_id: id,
    prospect: false,
    applied_at: applied,
    rejected_at: rejected ? last : null,
    last_activity_at: last,
    location: { address: candidate.city_line },
    source: { id: 16 + candidate.source.length, public_name: candidate.source },
    credited_to: null,
    recruiter: null,
    coordinator: null,
    rejection_reason: rejected
      ? { id: 9504, name: 'Not the right fit at this time', type: { id: 1, name: 'We rejected them' } }
      : null,
    rejection_details: rejected ? { custom_fields: {}, keyed_custom_fields: {} } : null,
    jobs: [{ id: 149_000 + candidate.job.length, name: candidate.job }],
    job_post_id: 120 + candidate.job.length,
    status: candidate.status === 'rejected' && !decided ? 'active' : candidate.status,
    current_stage: rejected || candidate.status === 'hired' ? null : { id: 1073533, name: 'Phone Interview' },
    answers: candidate.site_url === '' ? [] : [{ question: 'Website', answer: candidate.site_url }],
    prospective_office: null,
    prospective_department: null,
    prospect_detail: { prospect_pool: null, prospect_stage: null, prospect_owner: null },
    custom_fields: network,
    keyed_custom_fields: {
      application_ip: field('Application IP', network.application_ip),
      application_user_agent: field('Application User Agent', network.application_user_agent),
    },
    attachments: [attachment],
  };
  return {
    id,
    first_name: name.given,
    last_name: name.family,
    company: null,
    title: null,
    created_at: applied,
    updated_at: last,
    last_activity: last,
    is_private: false,
    photo_url: null,
    attachments: [],
    application_ids: [application_id],
    phone_numbers: candidate.phones,
    addresses: candidate.address === null ? [] : [{ value: writeAddress(candidate), type: 'home' }],
    email_addresses: candidate.emails,
    website_addresses: candidate.site_url === '' ? [] : [{ value: candidate.site_url, type: 'personal' }],
    social_media_addresses: [],
    recruiter,
    coordinator: null,
    can_email: true,
    tags: [],
    applications: [application],
    educations: [],
    employments: [],
    linked_user_ids: [],
    custom_fields: { work_remotely: true },
    keyed_custom_fields: { work_remotely: field('Work Remotely', true, 'boolean') },
  };
}

function writeAddress(candidate: Candidate): string {
  const address = candidate.address;
  if (address === null) return '';
  const unit = address.unit === '' ? '' : ` ${address.unit}`;
  return `${address.street}${unit}\n${address.city.name}, ${address.city.region} ${address.postcode}\n${address.city.country_name}`;
}
