import { day_ms, hour_ms, writeIso } from './calendar.ts';
import { fullName } from './shipping.ts';
import type { Laptop, Worker, World } from './world.ts';

/** Graph writes seven digits after the second. */
const graphTime = (time: number): string => `${writeIso(time).slice(0, -1)}${String(time % 10_000).padStart(4, '0')}Z`;

function actions(laptop: Laptop, synced: number): unknown[] {
  const scan = {
    '@odata.type': '#microsoft.graph.windowsDefenderScanActionResult',
    actionName: 'windowsDefenderScan',
    actionState: 'done',
    startDateTime: graphTime(synced - 3 * hour_ms),
    lastUpdatedDateTime: graphTime(synced - 2 * hour_ms),
    scanType: 'Quick scan',
  };
  if (laptop.located === null) return laptop.os === 'Windows' ? [scan] : [];
  const { latitude, longitude, time } = laptop.located;
  const locate = {
    '@odata.type': '#microsoft.graph.locateDeviceActionResult',
    actionName: 'locateDevice',
    actionState: 'done',
    startDateTime: graphTime(time - 90_000),
    lastUpdatedDateTime: graphTime(time + 20_000),
    deviceLocation: {
      lastCollectedDateTime: graphTime(time),
      longitude,
      latitude,
      altitude: null,
      horizontalAccuracy: 46.0,
      verticalAccuracy: null,
      heading: null,
      speed: null,
    },
  };
  return laptop.os === 'Windows' ? [scan, locate] : [locate];
}

function device(worker: Worker, laptop: Laptop, synced: number): Record<string, unknown> {
  const windows = laptop.os === 'Windows';
  return {
    id: laptop.mdm_id,
    userId: laptop.mdm_id.split('').toReversed().join('').replaceAll('-', '').slice(0, 32),
    deviceName: laptop.hostname,
    managedDeviceOwnerType: 'company',
    enrolledDateTime: graphTime(laptop.enrolled_at),
    lastSyncDateTime: graphTime(synced),
    operatingSystem: laptop.os,
    complianceState: 'compliant',
    jailBroken: 'Unknown',
    managementAgent: 'mdm',
    osVersion: windows ? '10.0.26100.6584' : '15.7.1 (24G231)',
    easActivated: false,
    easDeviceId: '',
    easActivationDateTime: '0001-01-01T00:00:00Z',
    azureADRegistered: true,
    deviceEnrollmentType: windows ? 'windowsAzureADJoin' : 'appleBulkWithUser',
    activationLockBypassCode: null,
    emailAddress: worker.work_email,
    azureADDeviceId: laptop.host_uuid.toLowerCase(),
    deviceRegistrationState: 'registered',
    deviceCategoryDisplayName: 'Unknown',
    isSupervised: !windows,
    exchangeLastSuccessfulSyncDateTime: '0001-01-01T00:00:00Z',
    exchangeAccessState: 'none',
    exchangeAccessStateReason: 'none',
    remoteAssistanceSessionUrl: '',
    remoteAssistanceSessionErrorDetails: '',
    isEncrypted: true,
    userPrincipalName: worker.work_email,
    model: laptop.model,
    manufacturer: laptop.manufacturer,
    imei: '',
    complianceGracePeriodExpirationDateTime: '9999-12-31T23:59:59.9999999Z',
    serialNumber: laptop.serial,
    phoneNumber: '',
    androidSecurityPatchLevel: '',
    userDisplayName: fullName(worker),
    configurationManagerClientEnabledFeatures: null,
    wiFiMacAddress: laptop.wifi_mac.toUpperCase(),
    deviceHealthAttestationState: null,
    subscriberCarrier: '',
    meid: '',
    totalStorageSpaceInBytes: 510_770_802_688,
    freeStorageSpaceInBytes: 283_467_841_536,
    managedDeviceName: `${worker.login}_${laptop.os}_${writeIso(laptop.enrolled_at).slice(0, 10)}`,
    partnerReportedThreatState: 'unknown',
    requireUserEnrollmentApproval: null,
    managementCertificateExpirationDate: '2027-07-01T00:00:00Z',
    iccid: '',
    udid: '',
    notes: null,
    ethernetMacAddress: null,
    physicalMemoryInBytes: 0,
    deviceActionResults: actions(laptop, synced),
  };
}

/** Graph's answer on all managed devices. */
export function writeManagedDevices(world: World): Record<string, unknown> {
  const value = world.workers.flatMap((worker, i) => {
    const until = Math.min(world.end, worker.end ?? world.end) - 6 * hour_ms - i * 613_417;
    const rows = [device(worker, worker.laptop, until)];
    if (worker.old_laptop !== null) rows.push(device(worker, worker.old_laptop, worker.laptop.enrolled_at - day_ms));
    return rows;
  });
  return {
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#deviceManagement/managedDevices',
    '@odata.count': value.length,
    value,
  };
}
