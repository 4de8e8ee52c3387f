/** One pool of invented combinations for everybody, drawn before anyone has a part in the story. */
export const givenNames: readonly string[] =
  `Ada Adaeze Aiko Alejandra Amara Ananya Anders Anika Anselm Arturo Ayumi Beatriz Benedikt Bogdan Bruna Caleb
Camila Carys Cedric Chiara Chidi Dagny Dalia Damir Daniela Darius Deepak Desmond Dilnoza Dmitri Ebony Edda Eitan Elif Elowen Emeka Emilia Enzo Esra
Ezra Fatou Felipe Femi Fiona Freya Gideon Giulia Grace Hana Hassan Henrik Hugo Ibrahim Ignacio Ilse Imani Ines Ioana Isla Ivo Jamal Jasmin Jelena
Jiho Joaquin Jonas Josephine Jun Kaia Kalinda Karim Kavya Keiko Kenji Kofi Lars Layla Leilani Lena Liam Linh Lorenzo Luca Lucja Łukasz Mahmoud Maja
Malik Marek Maren Marisol Mateo Mei Mika Minh Miriam Nadia Naomi Nia Niamh Nikhil Noor Nuria Oisin Olena Omar Oscar Paloma Pavel Pia Priya Quentin
Rafael Rana Ravi Renata Rhys Rohan Rosa Rowan Saanvi Samir Sander Sanjay Selma Seo-yeon Sienna Simone Siobhan Sofia Soren Stellan Tadeo Tala Tariq
Tatiana Thandiwe Theo Tiago Tomasz Uma Valentina Veda Viktor Wanjiru Wei Xavier Xiomara Yara Yuki Yusuf Zainab Zoë Zuzanna`.split(
    /\s+/,
  );

export const familyNames: readonly string[] =
  `Abara Abelmann Acharyan Adeyinka Aldering Almonte Ambrosetti Anderlin Arakawa Ashdown Azizi Baikal Balogu
Barrowman Bastien Bellweather Benavidez Bergquist Bhatnor Birkholm Blakemore Bobadilla Brankovic Brightwell Calloway Canizares Carrasquel Castellane
Chaudhari Cheswick Choudry Coldbrook Corrigan Cvetkov Dalgaard Danjuma Delacroix Demirel Desrosier Dhillon Dragomir Dunmore Eastgate Ekström Elmasry
Emberley Eriksen Escalona Fairhurst Falkenberg Farouk Fenwick Ferreiro Fontaine Fujiwara Galbraith Garrido Ghoshal Goldacre Grabowicz Granholm Greco
Grimaldo Gupte Hadley Halvorsen Hamidou Haraldsen Hartwell Hashimi Hayakawa Hendricks Herrera Holloway Horvath Huang Ibarra Ikeda Ilić Inoue Iwasaki
Jablonsky Jankowiak Jayasuriya Jimenez Jovanov Kadiri Kapoor Karlsen Kasprzak Kawamoto Keller Khatri Kimball Kobayashi Kovalenko Kowalik Kwarteng
Lacroix Lagerkvist Langley Larrabee Lindqvist Lockridge Lombardo Luong Mabaso Madrigal Maheshwar Makinde Malhotra Marchetti Marlowe Matsuda Mbeki
Medeiros Mendonça Merriweather Mikkelsen Moreau Moskowitz Mukherji Nakagawa Navarrete Ndiaye Nguyen Nilsen Novakova Nwosu Obradov Ochieng Okonkwo
Olivares Oyelaran Pacheco Palmgren Papadakis Park Parrish Pellegrin Penrose Petrova Phan Pietrzak Quintero Radcliffe Raghavan Ramires Ravndal Reinholt
Renshaw Rodrigo Rosenthal Rutherglen Sabatini Sahin Salazar Sandoval Sato Schreiber Seddon Shevchuk Shimizu Silvestre Sinclair Solberg Sorensen
Sosnowski Stavros Strand Szabo Tadesse Takeda Tanaka Thackeray Thorvald Tiwari Toledano Tran Truong Ulrich Underhill Vaidya Valderrama Vasquez Velasco
Venkatesh Verhoeven Vieira Wainwright Warsame Watanabe Weatherby Whitlock Wiśniewska Woodhouse Yamada Yilmaz Yoon Zambrano Zhang Zielinski`.split(
    /\s+/,
  );

/** Plain letters for logins and mail names. */
export const foldName = (name: string): string =>
  name
    .replace(/ł/g, 'l')
    .replace(/Ł/g, 'L')
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();

export const streetNames: readonly string[] =
  `Tanbark Lane;Marlowick Street;Copperhill Road;Windrow Avenue;Larkmoor Street;Pennyfield Road;Ashgrove Terrace;Millhaven Street;
Quillon Avenue;Saltbox Lane;Thornbury Way;Wickerfield Street;Yarrowgate Road;Bellhanger Street;Dovecote Avenue;Emberline Road;Foxglen Court;
Harrowmere Street;Ironbridge Lane;Juniper Knoll Road;Kettlewell Street;Lanternwood Drive;Mossgate Avenue;Northwillow Street;Orchardline Road;
Pebblestone Way;Ravenscroft Street;Silverbirch Avenue;Underwick Road;Velvetmoor Lane`
    .split(';')
    .map((name) => name.trim());
