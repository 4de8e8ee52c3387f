/** Real cities with real postcodes of theirs; the streets are invented (`streets.ts`). Degrees are WGS 84. */
export type City = {
  name: string;
  region: string;
  region_name: string;
  country: string;
  country_name: string;
  latitude: number;
  longitude: number;
  /** Hours ahead of UTC in summer, when most of the simulated days lie. */
  utc_offset: number;
  postcodes: readonly string[];
  /** Telephone area codes; numbers behind them come from ranges reserved for fiction. */
  area_codes: readonly string[];
};

type Row = readonly [string, string, string, number, number, number, string, string];

const us: readonly Row[] = [
  ['New York', 'NY', 'New York', 40.7128, -74.006, -4, '10025 10011 11215 11211 10003 11201', '212 646 917 718'],
  ['Chicago', 'IL', 'Illinois', 41.8781, -87.6298, -5, '60614 60622 60657 60647 60640', '312 773 872'],
  ['Austin', 'TX', 'Texas', 30.2672, -97.7431, -5, '78704 78702 78745 78757 78731', '512 737'],
  ['Denver', 'CO', 'Colorado', 39.7392, -104.9903, -6, '80205 80210 80211 80218 80220', '303 720'],
  ['Seattle', 'WA', 'Washington', 47.6062, -122.3321, -7, '98103 98115 98122 98107 98117', '206'],
  ['Portland', 'OR', 'Oregon', 45.5152, -122.6784, -7, '97202 97211 97214 97217 97206', '503 971'],
  ['Atlanta', 'GA', 'Georgia', 33.749, -84.388, -4, '30307 30312 30316 30318 30309', '404 470'],
  ['Nashville', 'TN', 'Tennessee', 36.1627, -86.7816, -5, '37206 37209 37212 37215', '615 629'],
  ['Columbus', 'OH', 'Ohio', 39.9612, -82.9988, -4, '43202 43206 43214 43215', '614 380'],
  ['Minneapolis', 'MN', 'Minnesota', 44.9778, -93.265, -5, '55406 55408 55417 55418', '612'],
  ['Phoenix', 'AZ', 'Arizona', 33.4484, -112.074, -7, '85014 85018 85020 85028', '602 480'],
  ['San Diego', 'CA', 'California', 32.7157, -117.1611, -7, '92103 92104 92116 92117', '619 858'],
  ['Boston', 'MA', 'Massachusetts', 42.3601, -71.0589, -4, '02116 02118 02127 02130 02134', '617 857'],
  ['Philadelphia', 'PA', 'Pennsylvania', 39.9526, -75.1652, -4, '19103 19125 19130 19147', '215 267'],
  ['Raleigh', 'NC', 'North Carolina', 35.7796, -78.6382, -4, '27601 27605 27607 27609', '919 984'],
  ['Dallas', 'TX', 'Texas', 32.7767, -96.797, -5, '75204 75206 75214 75218', '214 469'],
  ['Tampa', 'FL', 'Florida', 27.9506, -82.4572, -4, '33602 33606 33609 33611', '813'],
  ['Kansas City', 'MO', 'Missouri', 39.0997, -94.5786, -5, '64110 64111 64112 64114', '816'],
  ['Salt Lake City', 'UT', 'Utah', 40.7608, -111.891, -6, '84102 84103 84105 84106', '801 385'],
  ['Pittsburgh', 'PA', 'Pennsylvania', 40.4406, -79.9959, -4, '15206 15213 15217 15232', '412'],
  ['Tulsa', 'OK', 'Oklahoma', 36.154, -95.9928, -5, '74104 74105 74112 74114', '918 539'],
  ['Los Angeles', 'CA', 'California', 34.0522, -118.2437, -7, '90026 90039 90042 90065', '213 323'],
  ['Milwaukee', 'WI', 'Wisconsin', 43.0389, -87.9065, -5, '53202 53207 53211', '414'],
  ['Miami', 'FL', 'Florida', 25.7617, -80.1918, -4, '33125 33127 33133', '305'],
  ['Ashburn', 'VA', 'Virginia', 39.0438, -77.4874, -4, '20147 20148', '703'],
];

const abroad: readonly (readonly [...Row, string, string])[] = [
  ['Toronto', 'ON', 'Ontario', 43.6532, -79.3832, -4, 'M4K 1N2,M6G 1K5,M5V 2T6,M6H 2W7', '416 647', 'CA', 'Canada'],
  ['Vancouver', 'BC', 'British Columbia', 49.2827, -123.1207, -7, 'V5N 4B5,V6K 1P4,V5V 3N1', '604 778', 'CA', 'Canada'],
  ['London', 'ENG', 'England', 51.5072, -0.1276, 1, 'E8 3QW,SE15 4QL,N16 8DN,SW9 8FR', '20', 'GB', 'United Kingdom'],
  ['Manchester', 'ENG', 'England', 53.4808, -2.2426, 1, 'M21 9WQ,M20 2ZA,M1 7ED', '161', 'GB', 'United Kingdom'],
  ['Berlin', 'BE', 'Berlin', 52.52, 13.405, 2, '10437,10999,12047,10243', '30', 'DE', 'Germany'],
  ['Warsaw', 'MZ', 'Mazowieckie', 52.2297, 21.0122, 2, '00-540,02-520,03-912', '', 'PL', 'Poland'],
  ['São Paulo', 'SP', 'São Paulo', -23.5505, -46.6333, -3, '01310-100,05409-011,04101-300', '', 'BR', 'Brazil'],
  ['Bengaluru', 'KA', 'Karnataka', 12.9716, 77.5946, 5.5, '560001,560038,560095', '', 'IN', 'India'],
  ['Lisbon', 'LIS', 'Lisboa', 38.7223, -9.1393, 1, '1200-109,1150-023,1900-221', '', 'PT', 'Portugal'],
  ['Amsterdam', 'NH', 'North Holland', 52.3676, 4.9041, 2, '1012 JS,1072 AB', '', 'NL', 'Netherlands'],
];

const split = (text: string, by: string): string[] => text.split(by).filter((part) => part !== '');

const toCity = (row: Row, postcodeSeparator: string, country: string, country_name: string): City => ({
  name: row[0],
  region: row[1],
  region_name: row[2],
  latitude: row[3],
  longitude: row[4],
  utc_offset: row[5],
  postcodes: split(row[6], postcodeSeparator),
  area_codes: split(row[7], ' '),
  country,
  country_name,
});

const cities: readonly City[] = [
  ...us.map((row) => toCity(row, ' ', 'US', 'United States')),
  ...abroad.map(([a, b, c, d, e, f, g, h, country, name]) => toCity([a, b, c, d, e, f, g, h], ',', country, name)),
];

const byName = new Map(cities.map((city) => [city.name, city]));

export function cityNamed(name: string): City {
  const city = byName.get(name);
  if (city === undefined) throw new RangeError(`no such city: ${name}`);
  return city;
}
