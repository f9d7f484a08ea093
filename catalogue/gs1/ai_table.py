"""The table of application identifiers (AIs), as data.

A row has five columns; ``-`` is nothing:

- the AI, or the first and last of a range that differs in its last digit only;
- what its value is made of, joined by ``+``: N digits, X character set 82, Y set 39, Z file-safe base 64; a
  number is the length, ``..20`` any length from 1 to 20; in square brackets what may be left out, at the end
  only, ``x4`` four times; behind a point the check of ``content_checks``;
- what must stand on the same item: one of the groups between commas, all of the AIs that ``+`` joins; ``n``
  is any digit;
- what may not stand with it;
- its name in decoded values, one for each part of the value or one for all; ``{n}`` is its last digit.

Source: GS1 General Specifications, section 3 (formats), 4.13 (invalid and mandatory pairs), 7.11 (character
sets); GS1 Barcode Syntax Dictionary, January 2026.
"""

# An AI that begins so has this many characters, its own included, and needs no separator after its value.
# Source: GS1 General Specifications, figure 7.8.5-2.
PREDEFINED_LENGTHS = {
    "00": 20,
    "01": 16,
    "02": 16,
    "03": 16,
    "04": 18,
    **dict.fromkeys(("11", "12", "13", "14", "15", "16", "17", "18", "19"), 8),
    "20": 4,
    **dict.fromkeys(("31", "32", "33", "34", "35", "36"), 10),
    "41": 16,
}

IDENTIFICATION = """
00        N18.check                 -                  -               sscc
01        N14.gtin                  -                  255,37          -
02        N14.gtin                  37                 01,03           contained_gtin
03        N14.gtin                  -                  01,02,37,235    made_to_order_gtin
10        X..20                     01,02,03,8006,8026 -               lot
11        N6.day_or_month           01,02,03,8006,8026 -               produced_on
12        N6.day_or_month           8020               -               due_on
13        N6.day_or_month           01,02,03,8006,8026 -               packed_on
15        N6.day_or_month           01,02,03,8006,8026 -               best_before_on
16        N6.day_or_month           01,02,03,8006,8026 -               sell_by_on
17        N6.day_or_month           01,02,03,255,8006,8026 -           expires_on
20        N2                        01,02,03,8006,8026 -               internal_variant
21        X..20                     01,03,8006         235             serial
22        X..20                     01                 -               consumer_variant
235       X..28                     01                 -               third_party_serial
240       X..30                     01,02,03,8006,8026 -               additional_id
241       X..30                     01,02,03,8006,8026 -               customer_part_number
242       N..6                      01,02,8006,8026    -               made_to_order_variant
243       X..20                     01,03              -               packaging_component
250       X..30                     01+21,03+21,8006+21 -              secondary_serial
251       X..30                     01,03,8006         -               source_reference
253       N13.check+[X..17]         -                  -               document_type,document_serial
254       X..20                     414                -               location_extension
255       N13.check+[N..12]         -                  01,02,415,8006,8020,8026 coupon,coupon_serial
30        N..8.count                01,02              -               count
37        N..8.count                00+02,00+8026      -               contained_count
400       X..30                     -                  -               order_number
401       X..30.key                 -                  -               consignment
402       N17.check                 -                  -               shipment
403       X..30                     00                 -               route
410       N13.check                 -                  -               ship_to_gln
411       N13.check                 -                  -               bill_to_gln
412       N13.check                 -                  -               purchased_from_gln
413       N13.check                 -                  -               ship_for_gln
414       N13.check                 -                  -               location_gln
415       N13.check                 8020               -               pay_to_gln
416       N13.check                 -                  -               production_gln
417       N13.check                 -                  -               party_gln
8001      N4.not_zero+N5.not_zero+N3.not_zero+N1.winding+N1 01 -       roll
8002      X..20                     -                  -               mobile_telephone
8003      N1.zero+N13.check+[X..16] -                  -               -,asset_type,asset_serial
8004      X..30.key                 -                  -               individual_asset
8006      N14.check+N4.piece        -                  01,03,37        piece_gtin,piece
8007      X..34.iban                415                -               iban
8009      X..50                     00,01,03           -               sensor
8010      Y..30.key                 -                  -               component
8011      N..12.no_leading_zero     8010               -               component_serial
8012      X..20                     01,03,8006         -               software_version
8013      X..25.key_pair            -                  -               model
8014      X..25.key_pair            01                 -               device_model
8017      N18.check                 -                  8018            service_provider
8018      N18.check                 -                  8017            service_recipient
8019      N..10                     8017,8018          -               service_instance
8020      X..25                     415                -               payment_reference
8026      N14.check+N4.piece        37                 02,03,8006      contained_piece_gtin,contained_piece
8030      Z..90                     00,01+21,03+21,253,255,8003,8004,8006+21,8010+8011,8017,8018 - signature
8040      N15                       01+21              -               imei
8041      N15                       01+21+8040         -               imei_2
8042      N32                       01+21+8040         -               embedded_sim
8043      N18+[N..2]                01+21+8040         -               physical_sim
8110      X..70                     -                  -               coupon_code
8111      N4                        255                -               loyalty_points
8112      X..70                     -                  -               coupon_offer_code
8200      X..70                     01                 -               url
90        X..30                     -                  -               internal_9{n}
91-99     X..90                     -                  -               internal_9{n}
"""

# n decimals; a family is never given twice on one item.
TRADE_MEASURES = """
310 net_weight_kg     311 length_m          312 width_m          313 height_m         314 area_m2
315 net_volume_l      316 net_volume_m3     320 net_weight_lb    321 length_in        322 length_ft
323 length_yd         324 width_in          325 width_ft         326 width_yd         327 height_in
328 height_ft         329 height_yd         350 area_in2         351 area_ft2         352 area_yd2
356 net_weight_troy_oz 357 net_volume_oz    360 net_volume_qt    361 net_volume_gal   364 net_volume_in3
365 net_volume_ft3    366 net_volume_yd3
"""
LOGISTIC_MEASURES = """
330 gross_weight_kg     331 logistic_length_m   332 logistic_width_m    333 logistic_height_m
334 logistic_area_m2    335 logistic_volume_l   336 logistic_volume_m3  340 gross_weight_lb
341 logistic_length_in  342 logistic_length_ft  343 logistic_length_yd  344 logistic_width_in
345 logistic_width_ft   346 logistic_width_yd   347 logistic_height_in  348 logistic_height_ft
349 logistic_height_yd  353 logistic_area_in2   354 logistic_area_ft2   355 logistic_area_yd2
362 logistic_volume_qt  363 logistic_volume_gal 367 logistic_volume_in3 368 logistic_volume_ft3
369 logistic_volume_yd3
"""

AMOUNTS = """
3370-3375 N6.decimals               01                 337n            kg_per_m2
3900-3909 N..15.decimals            255,8020           390n,391n,394n,8111 amount
3910-3919 N3.currency+N..15.decimals 8020              391n            amount_currency,amount
3920-3929 N..15.decimals            01+30,01+31nn,01+32nn,01+35nn,01+36nn 392n,393n amount_payable
3930-3939 N3.currency+N..15.decimals 30,31nn,32nn,35nn,36nn 393n       currency,amount_payable
3940-3943 N4.decimals               255                394n,8111       discount_percent
3950-3955 N6.decimals               30,31nn,32nn,35nn,36nn 392n,393n,395n,8005 price_per_measure
8005      N6                        01,02              -               price_per_unit
"""

ORIGIN_AND_TRACE = """
420       X..20                     -                  421             ship_to_postal_code
421       N3.country+X..9           -                  4307            ship_to_country,ship_to_postal_code
422       N3.country                01,02,03,8006,8026 426             origin_country
423       N3.country+[N3.country]x4 01,02,03           426             initial_processing_countries
424       N3.country                01,02,03           426             processing_country
425       N3.country+[N3.country]x4 01,02,03           426             disassembly_countries
426       N3.country                01,02,03           -               full_process_country
427       X..3                      01+422,02+422,03+422 -             origin_subdivision
7001      N13                       01,02,8006,8026    -               nato_stock_number
7002      X..30                     01,02              -               meat_cut
7003      N6.day+N4.clock_if_any    01,02,03           -               expires_at
7004      N..4                      01+10,03+10        -               active_potency
7005      X..12                     01,02              -               catch_area
7006      N6.day                    01,02              -               first_frozen_on
7007      N6.day+[N6.day]           01,02              -               harvested_on,harvested_until
7008      X..3                      01,02              -               aquatic_species
7009      X..10                     01,02              -               fishing_gear
7010      X..2                      01,02,03           -               production_method
7011      N6.day+[N4.clock_if_any]  01,02,03           -               test_by
7020      X..20                     01+416,03+416,8006+416 -           refurbishment_lot
7021      X..20                     01,03,8006         -               functional_status
7022      X..20                     01+7021,03+7021,8006+7021 -        revision_status
7023      X..30.key                 -                  -               assembly_asset
7030-7039 N3.processor_country+X..27 01,02             -               processor_{n}_country,processor_{n}
7040      N1+X1+X1+X1.importer      -                  -               unique_identification_code
7041      X..4                      00                 -               freight_unit_type
710-717   X..20                     01                 -               healthcare_number_{n}
7230-7239 X2+X..28                  01,8004            -               certificate_{n}_scheme,certificate_{n}
7240      X..20                     01,8006            03              protocol
7241      N2.medium                 8017,8018          -               carrier_medium
7242      X..25                     8017,8018          -               version_control_number
7250      N8.full_date              8018               7251            born_on
7251      N8.full_date+N4.clock     8018               7250            born_at
7252      N1.sex                    8018               -               biological_sex
7253      X..40.percent             8017,8018          7256,7259       family_name
7254      X..40.percent             8017,8018          7256,7259       given_name
7255      X..10                     8017,8018          7256,7259       name_suffix
7256      X..90.percent             8017,8018          -               full_name
7257      X..70.percent             8018               -               address
7258      X3.birth_sequence         8018+7259          -               birth_sequence
7259      X..40.percent             8018               7256            baby_of
8008      N6.day+N2.hour+[N2.sixty]+[N2.sixty] 01,02,03 -              produced_at
"""

TRANSPORT = """
4300      X..35.percent             00                 -               ship_to_company
4301      X..35.percent             00                 -               ship_to_name
4302      X..70.percent             00                 -               ship_to_address_1
4303      X..70.percent             4302               -               ship_to_address_2
4304      X..70.percent             00                 -               ship_to_suburb
4305      X..70.percent             00                 -               ship_to_locality
4306      X..70.percent             00                 -               ship_to_region
4307      X2.country_letters        00                 -               ship_to_country_code
4308      X..30                     00                 -               ship_to_phone
4309      N10.latitude+N10.longitude 00                -               ship_to_latitude,ship_to_longitude
4310      X..35.percent             00                 -               return_to_company
4311      X..35.percent             00                 -               return_to_name
4312      X..70.percent             00                 -               return_to_address_1
4313      X..70.percent             4312               -               return_to_address_2
4314      X..70.percent             00                 -               return_to_suburb
4315      X..70.percent             00                 -               return_to_locality
4316      X..70.percent             00                 -               return_to_region
4317      X2.country_letters        00                 -               return_to_country_code
4318      X..20                     00                 -               return_to_postal_code
4319      X..30                     00                 -               return_to_phone
4320      X..35.percent             00                 -               service_description
4321      N1.yes_or_no              00                 -               dangerous_goods
4322      N1.yes_or_no              00                 -               authority_to_leave
4323      N1.yes_or_no              00                 -               signature_required
4324      N6.day_or_month+N4.clock_if_any 00           -               deliver_not_before
4325      N6.day_or_month+N4.clock_if_any 00           -               deliver_not_after
4326      N6.day                    00                 -               released_on
4330      N6.hundredths+[X1.minus]  00                 4331            highest_temperature_f
4331      N6.hundredths+[X1.minus]  00                 4330            highest_temperature_c
4332      N6.hundredths+[X1.minus]  00                 4333            lowest_temperature_f
4333      N6.hundredths+[X1.minus]  00                 4332            lowest_temperature_c
"""
