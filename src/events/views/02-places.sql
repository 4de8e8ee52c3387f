-- The key of a written place in named_place: its parts, lower-cased, from fine to coarse.
CREATE OR REPLACE FUNCTION place_key AS (address, city, region, postcode, country) ->
    lower(concat(trimBoth(address), '|', trimBoth(city), '|', trimBoth(region), '|', trimBoth(postcode), '|', trimBoth(country)));

-- An address for comparing: words only, lower-cased, usual abbreviations spelled one way, number of the flat kept.
CREATE OR REPLACE FUNCTION address_words AS (x) ->
    trimBoth(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(
        concat(' ', replaceRegexpAll(lowerUTF8(x), '[^\\p{L}\\p{N}]+', ' '), ' '),
        ' (street|str) ', ' st '), ' (avenue|av) ', ' ave '), ' road ', ' rd '), ' (apartment|unit|flat|suite|ste|no) ', ' apt '), ' (drive) ', ' dr '), ' +', ' '));
