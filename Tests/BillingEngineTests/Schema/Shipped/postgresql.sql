CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE FUNCTION balie_fold(given text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN octet_length(given) = char_length(given)
    THEN replace(lower(given COLLATE "C"), chr(31), '') ELSE replace(replace(replace(replace(replace(replace(translate(lower(normalize(given, NFD) COLLATE "C"), 'ÐØÞøĐđĦıĲĿŁłŊŦƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƢƤƦƧƩƬƮƱƲƳƵƷƸƼǄǅǇǈǊǋǤǱǲǶǷȜȠȢȤȺȻȽȾɁɃɄɅɆɈɊɌɎͰͲͶͿΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩϏϘϚϜϞϠϢϤϦϨϪϬϮϴϷϹϺϽϾϿЂЄЅІЈЉЊЋЏАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѠѢѤѦѨѪѬѮѰѲѴѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӃӅӇӉӋӍӔӘӠӨӶӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖႠႡႢႣႤႥႦႧႨႩႪႫႬႭႮႯႰႱႲႳႴႵႶႷႸႹႺႻႼႽႾႿჀჁჂჃჄჅჇჍᎠᎡᎢᎣᎤᎥᎦᎧᎨᎩᎪᎫᎬᎭᎮᎯᎰᎱᎲᎳᎴᎵᎶᎷᎸᎹᎺᎻᎼᎽᎾᎿᏀᏁᏂᏃᏄᏅᏆᏇᏈᏉᏊᏋᏌᏍᏎᏏᏐᏑᏒᏓᏔᏕᏖᏗᏘᏙᏚᏛᏜᏝᏞᏟᏠᏡᏢᏣᏤᏥᏦᏧᏨᏩᏪᏫᏬᏭᏮᏯᏰᏱᏲᏳᏴᏵᲉᲐᲑᲒᲓᲔᲕᲖᲗᲘᲙᲚᲛᲜᲝᲞᲟᲠᲡᲢᲣᲤᲥᲦᲧᲨᲩᲪᲫᲬᲭᲮᲯᲰᲱᲲᲳᲴᲵᲶᲷᲸᲹᲺᲽᲾᲿỺỼỾℲⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅬⅭⅮⅯↃⒶⒷⒸⒹⒺⒻⒼⒽⒾⒿⓀⓁⓂⓃⓄⓅⓆⓇⓈⓉⓊⓋⓌⓍⓎⓏⰀⰁⰂⰃⰄⰅⰆⰇⰈⰉⰊⰋⰌⰍⰎⰏⰐⰑⰒⰓⰔⰕⰖⰗⰘⰙⰚⰛⰜⰝⰞⰟⰠⰡⰢⰣⰤⰥⰦⰧⰨⰩⰪⰫⰬⰭⰮⰯⱠⱢⱣⱤⱧⱩⱫⱭⱮⱯⱰⱲⱵⱾⱿⲀⲂⲄⲆⲈⲊⲌⲎⲐⲒⲔⲖⲘⲚⲜⲞⲠⲢⲤⲦⲨⲪⲬⲮⲰⲲⲴⲶⲸⲺⲼⲾⳀⳂⳄⳆⳈⳊⳌⳎⳐⳒⳔⳖⳘⳚⳜⳞⳠⳢⳫⳭⳲꙀꙂꙄꙆꙈꙊꙌꙎꙐꙒꙔꙖꙘꙚꙜꙞꙠꙢꙤꙦꙨꙪꙬꚀꚂꚄꚆꚈꚊꚌꚎꚐꚒꚔꚖꚘꚚꜢꜤꜦꜨꜪꜬꜮꜲꜴꜶꜸꜺꜼꜾꝀꝂꝄꝆꝈꝊꝌꝎꝐꝒꝔꝖꝘꝚꝜꝞꝠꝢꝤꝦꝨꝪꝬꝮꝹꝻꝽꝾꞀꞂꞄꞆꞋꞍꞐꞒꞖꞘꞚꞜꞞꞠꞢꞤꞦꞨꞪꞫꞬꞭꞮꞰꞱꞲꞳꞴꞶꞸꞺꞼꞾꟀꟂꟄꟅꟆꟇꟉꟋꟌ꟎Ꟑ꟒꟔ꟖꟘꟚꟜꟵＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ𐐀𐐁𐐂𐐃𐐄𐐅𐐆𐐇𐐈𐐉𐐊𐐋𐐌𐐍𐐎𐐏𐐐𐐑𐐒𐐓𐐔𐐕𐐖𐐗𐐘𐐙𐐚𐐛𐐜𐐝𐐞𐐟𐐠𐐡𐐢𐐣𐐤𐐥𐐦𐐧𐒰𐒱𐒲𐒳𐒴𐒵𐒶𐒷𐒸𐒹𐒺𐒻𐒼𐒽𐒾𐒿𐓀𐓁𐓂𐓃𐓄𐓅𐓆𐓇𐓈𐓉𐓊𐓋𐓌𐓍𐓎𐓏𐓐𐓑𐓒𐓓𐕰𐕱𐕲𐕳𐕴𐕵𐕶𐕷𐕸𐕹𐕺𐕼𐕽𐕾𐕿𐖀𐖁𐖂𐖃𐖄𐖅𐖆𐖇𐖈𐖉𐖊𐖌𐖍𐖎𐖏𐖐𐖑𐖒𐖔𐖕𐲀𐲁𐲂𐲃𐲄𐲅𐲆𐲇𐲈𐲉𐲊𐲋𐲌𐲍𐲎𐲏𐲐𐲑𐲒𐲓𐲔𐲕𐲖𐲗𐲘𐲙𐲚𐲛𐲜𐲝𐲞𐲟𐲠𐲡𐲢𐲣𐲤𐲥𐲦𐲧𐲨𐲩𐲪𐲫𐲬𐲭𐲮𐲯𐲰𐲱𐲲𐵐𐵑𐵒𐵓𐵔𐵕𐵖𐵗𐵘𐵙𐵚𐵛𐵜𐵝𐵞𐵟𐵠𐵡𐵢𐵣𐵤𐵥𑢠𑢡𑢢𑢣𑢤𑢥𑢦𑢧𑢨𑢩𑢪𑢫𑢬𑢭𑢮𑢯𑢰𑢱𑢲𑢳𑢴𑢵𑢶𑢷𑢸𑢹𑢺𑢻𑢼𑢽𑢾𑢿𖹀𖹁𖹂𖹃𖹄𖹅𖹆𖹇𖹈𖹉𖹊𖹋𖹌𖹍𖹎𖹏𖹐𖹑𖹒𖹓𖹔𖹕𖹖𖹗𖹘𖹙𖹚𖹛𖹜𖹝𖹞𖹟𖺠𖺡𖺢𖺣𖺤𖺥𖺦𖺧𖺨𖺩𖺪𖺫𖺬𖺭𖺮𖺯𖺰𖺱𖺲𖺳𖺴𖺵𖺶𖺷𖺸𞤀𞤁𞤂𞤃𞤄𞤅𞤆𞤇𞤈𞤉𞤊𞤋𞤌𞤍𞤎𞤏𞤐𞤑𞤒𞤓𞤔𞤕𞤖𞤗𞤘𞤙𞤚𞤛𞤜𞤝𞤞𞤟𞤠𞤡̴̵̶̷̸̡̢̧̨̛̖̗̘̙̜̝̞̟̠̣̤̥̦̩̪̫̬̭̮̯̰̱̲̳̹̺̻̼͇͈͉͍͎̀́̂̃̄̅̆̇̈̉̊̋̌̍̎̏̐̑̒̓̔̽̾̿͂͆͊͋͌̕̚ͅ͏͓͔͕͖͙͚᪵᪶᪷᪸᪹᪺᪽͐͑͒͗͛ͣͤͥͦͧͨͩͪͫͬͭͮͯ᪰᪱᪲᪳᪴᪻᪼͘͜͟͢͝͞͠͡᪾ᪿᫀ᫃᫄᫊᫁᫂᫅᫆᫇᫈᫉᫋ᫌᫍᫎ᫏᫐᫑᫒᫓᫔᫕᫖᫗᫘᫙᫚᫛᫜᫝᫠᫡᫢᫣᫤᫥᫦᫧᫨᫩᫪᫫⃒⃓⃘⃙⃚᷐᷎᷺᷂᷊᷏᷹᷽᷿᷷᷸᷀᷁᷃᷄᷅᷆᷇᷈᷉᷋᷌᷑᷒ᷓᷔᷕᷖᷗᷘᷙᷚᷛᷜᷝᷞᷟᷠᷡᷢᷣᷤᷥᷦᷧᷨᷩᷪᷫᷬᷭᷮᷯᷰᷱᷲᷳᷴ᷵᷻᷾⃐⃑⃔⃕⃖⃗⃛⃜᷶᷼᷍⃝⃞⃟⃠⃡⃢⃣⃤⃥⃦⃪⃫⃨⃬⃭⃮⃯︧︨︩︪︫︬︭⃧⃩⃰︠︡︢︣︤︥︦︮︯', 'ðoþoddħiĳŀllŋŧɓƃƅɔƈɖɗƌǝəɛƒɠɣɩɨƙɯɲɵƣƥʀƨʃƭʈʊʋƴƶʒƹƽǆǆǉǉǌǌǥǳǳƕƿȝƞȣȥⱥȼƚⱦɂƀʉʌɇɉɋɍɏͱͳͷϳαβγδεζηθικλμνξοπρστυφχψωϗϙϛϝϟϡϣϥϧϩϫϭϯθϸϲϻͻͼͽђєѕіјљњћџабвгдежзиклмнопрстуфхцчшщъыьэюяѡѣѥѧѩѫѭѯѱѳѵѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӄӆӈӊӌӎӕәӡөӷӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆⴀⴁⴂⴃⴄⴅⴆⴇⴈⴉⴊⴋⴌⴍⴎⴏⴐⴑⴒⴓⴔⴕⴖⴗⴘⴙⴚⴛⴜⴝⴞⴟⴠⴡⴢⴣⴤⴥⴧⴭꭰꭱꭲꭳꭴꭵꭶꭷꭸꭹꭺꭻꭼꭽꭾꭿꮀꮁꮂꮃꮄꮅꮆꮇꮈꮉꮊꮋꮌꮍꮎꮏꮐꮑꮒꮓꮔꮕꮖꮗꮘꮙꮚꮛꮜꮝꮞꮟꮠꮡꮢꮣꮤꮥꮦꮧꮨꮩꮪꮫꮬꮭꮮꮯꮰꮱꮲꮳꮴꮵꮶꮷꮸꮹꮺꮻꮼꮽꮾꮿᏸᏹᏺᏻᏼᏽᲊაბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰჱჲჳჴჵჶჷჸჹჺჽჾჿỻỽỿⅎⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻⅼⅽⅾⅿↄⓐⓑⓒⓓⓔⓕⓖⓗⓘⓙⓚⓛⓜⓝⓞⓟⓠⓡⓢⓣⓤⓥⓦⓧⓨⓩⰰⰱⰲⰳⰴⰵⰶⰷⰸⰹⰺⰻⰼⰽⰾⰿⱀⱁⱂⱃⱄⱅⱆⱇⱈⱉⱊⱋⱌⱍⱎⱏⱐⱑⱒⱓⱔⱕⱖⱗⱘⱙⱚⱛⱜⱝⱞⱟⱡɫᵽɽⱨⱪⱬɑɱɐɒⱳⱶȿɀⲁⲃⲅⲇⲉⲋⲍⲏⲑⲓⲕⲗⲙⲛⲝⲟⲡⲣⲥⲧⲩⲫⲭⲯⲱⲳⲵⲷⲹⲻⲽⲿⳁⳃⳅⳇⳉⳋⳍⳏⳑⳓⳕⳗⳙⳛⳝⳟⳡⳣⳬⳮⳳꙁꙃꙅꙇꙉꙋꙍꙏꙑꙓꙕꙗꙙꙛꙝꙟꙡꙣꙥꙧꙩꙫꙭꚁꚃꚅꚇꚉꚋꚍꚏꚑꚓꚕꚗꚙꚛꜣꜥꜧꜩꜫꜭꜯꜳꜵꜷꜹꜻꜽꜿꝁꝃꝅꝇꝉꝋꝍꝏꝑꝓꝕꝗꝙꝛꝝꝟꝡꝣꝥꝧꝩꝫꝭꝯꝺꝼᵹꝿꞁꞃꞅꞇꞌɥꞑꞓꞗꞙꞛꞝꞟꞡꞣꞥꞧꞩɦɜɡɬɪʞʇʝꭓꞵꞷꞹꞻꞽꞿꟁꟃꞔʂᶎꟈꟊɤꟍ꟏ꟑꟓꟕꟗꟙꟛƛꟶａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ𐐨𐐩𐐪𐐫𐐬𐐭𐐮𐐯𐐰𐐱𐐲𐐳𐐴𐐵𐐶𐐷𐐸𐐹𐐺𐐻𐐼𐐽𐐾𐐿𐑀𐑁𐑂𐑃𐑄𐑅𐑆𐑇𐑈𐑉𐑊𐑋𐑌𐑍𐑎𐑏𐓘𐓙𐓚𐓛𐓜𐓝𐓞𐓟𐓠𐓡𐓢𐓣𐓤𐓥𐓦𐓧𐓨𐓩𐓪𐓫𐓬𐓭𐓮𐓯𐓰𐓱𐓲𐓳𐓴𐓵𐓶𐓷𐓸𐓹𐓺𐓻𐖗𐖘𐖙𐖚𐖛𐖜𐖝𐖞𐖟𐖠𐖡𐖣𐖤𐖥𐖦𐖧𐖨𐖩𐖪𐖫𐖬𐖭𐖮𐖯𐖰𐖱𐖳𐖴𐖵𐖶𐖷𐖸𐖹𐖻𐖼𐳀𐳁𐳂𐳃𐳄𐳅𐳆𐳇𐳈𐳉𐳊𐳋𐳌𐳍𐳎𐳏𐳐𐳑𐳒𐳓𐳔𐳕𐳖𐳗𐳘𐳙𐳚𐳛𐳜𐳝𐳞𐳟𐳠𐳡𐳢𐳣𐳤𐳥𐳦𐳧𐳨𐳩𐳪𐳫𐳬𐳭𐳮𐳯𐳰𐳱𐳲𐵰𐵱𐵲𐵳𐵴𐵵𐵶𐵷𐵸𐵹𐵺𐵻𐵼𐵽𐵾𐵿𐶀𐶁𐶂𐶃𐶄𐶅𑣀𑣁𑣂𑣃𑣄𑣅𑣆𑣇𑣈𑣉𑣊𑣋𑣌𑣍𑣎𑣏𑣐𑣑𑣒𑣓𑣔𑣕𑣖𑣗𑣘𑣙𑣚𑣛𑣜𑣝𑣞𑣟𖹠𖹡𖹢𖹣𖹤𖹥𖹦𖹧𖹨𖹩𖹪𖹫𖹬𖹭𖹮𖹯𖹰𖹱𖹲𖹳𖹴𖹵𖹶𖹷𖹸𖹹𖹺𖹻𖹼𖹽𖹾𖹿𖺻𖺼𖺽𖺾𖺿𖻀𖻁𖻂𖻃𖻄𖻅𖻆𖻇𖻈𖻉𖻊𖻋𖻌𖻍𖻎𖻏𖻐𖻑𖻒𖻓𞤢𞤣𞤤𞤥𞤦𞤧𞤨𞤩𞤪𞤫𞤬𞤭𞤮𞤯𞤰𞤱𞤲𞤳𞤴𞤵𞤶𞤷𞤸𞤹𞤺𞤻𞤼𞤽𞤾𞤿𞥀𞥁𞥂𞥃'), 'Æ', 'ae'), 'ß', 'ss'), 'æ', 'ae'), 'Œ', 'oe'), 'œ', 'oe'), 'ẞ', 'ss') END
$$;
CREATE FUNCTION balie_number(given text) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(substring(given FROM '^\s*([-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+))')::numeric, 0)
$$;
CREATE FUNCTION balie_grams(given text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT ARRAY(SELECT DISTINCT gram FROM (SELECT string_to_array(given, NULL) AS letters) AS all_letters,
    unnest(letters, letters[2:]) AS pair(letter, next), unnest(ARRAY[letter, letter || next]) AS gram
    WHERE gram IS NOT NULL)
$$;
CREATE FUNCTION balie_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    number bigint;
    identity text := '';
BEGIN
    SELECT count(*) INTO number FROM changed;
    IF number = 0 THEN RETURN NULL; END IF;
    IF TG_ARGV[1] = 'counted' AND TG_OP <> 'UPDATE' THEN
        INSERT INTO row_count (name, total)
        VALUES (TG_TABLE_NAME, CASE TG_OP WHEN 'INSERT' THEN number ELSE -number END);
    END IF;
    IF number = 1 AND TG_ARGV[0] <> '' THEN
        EXECUTE 'SELECT ' || TG_ARGV[0] || ' FROM changed' INTO identity;
    END IF;
    PERFORM pg_notify('balie_change', TG_TABLE_NAME || ' ' || identity);
    RETURN NULL;
END
$$;
CREATE TABLE row_count (
    name text COLLATE "C" NOT NULL,
    total bigint NOT NULL
);
CREATE TABLE balie_schema (
    version bigint NOT NULL,
    oldest bigint NOT NULL
);
CREATE TABLE installation (
    name text COLLATE "C" PRIMARY KEY,
    value text COLLATE "C" NOT NULL
);
CREATE TRIGGER installation_changed_insert AFTER INSERT ON installation
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('', '');
CREATE TRIGGER installation_changed_update AFTER UPDATE ON installation
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('', '');
CREATE TRIGGER installation_changed_delete AFTER DELETE ON installation
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('', '');
CREATE TABLE search_pending (
    name text COLLATE "C" NOT NULL,
    first bigint NOT NULL,
    last bigint NOT NULL CHECK (last >= first),
    PRIMARY KEY (name, first)
);
CREATE TRIGGER search_pending_changed_insert AFTER INSERT ON search_pending
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('', '');
CREATE TRIGGER search_pending_changed_update AFTER UPDATE ON search_pending
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('', '');
CREATE TRIGGER search_pending_changed_delete AFTER DELETE ON search_pending
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('', '');
CREATE TABLE record_group (
    Identifier bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    GroupName text COLLATE "C" NOT NULL CHECK (GroupName <> ''),
    Type text COLLATE "C" NOT NULL CHECK (Type = 'debtor' OR Type = 'creditor' OR Type = 'product')
);
CREATE TRIGGER record_group_changed_insert AFTER INSERT ON record_group
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('Identifier', '');
CREATE TRIGGER record_group_changed_update AFTER UPDATE ON record_group
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('Identifier', '');
CREATE TRIGGER record_group_changed_delete AFTER DELETE ON record_group
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('Identifier', '');
CREATE TABLE debtor (
    Identifier bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    DebtorCode text COLLATE "C" NOT NULL CHECK (DebtorCode <> ''),
    CompanyName text COLLATE "C" NOT NULL DEFAULT '',
    CompanyNumber text COLLATE "C" NOT NULL DEFAULT '',
    LegalForm text COLLATE "C" NOT NULL DEFAULT '',
    TaxNumber text COLLATE "C" NOT NULL DEFAULT '',
    Sex text COLLATE "C" NOT NULL DEFAULT 'm' CHECK (Sex = 'm' OR Sex = 'f' OR Sex = 'd' OR Sex = 'u'),
    Initials text COLLATE "C" NOT NULL DEFAULT '',
    SurName text COLLATE "C" NOT NULL DEFAULT '',
    Address text COLLATE "C" NOT NULL DEFAULT '',
    ZipCode text COLLATE "C" NOT NULL DEFAULT '',
    City text COLLATE "C" NOT NULL DEFAULT '',
    Country text COLLATE "C" NOT NULL DEFAULT 'NL',
    EmailAddress text COLLATE "C" NOT NULL DEFAULT '',
    PhoneNumber text COLLATE "C" NOT NULL DEFAULT '',
    MobileNumber text COLLATE "C" NOT NULL DEFAULT '',
    FaxNumber text COLLATE "C" NOT NULL DEFAULT '',
    Website text COLLATE "C" NOT NULL DEFAULT '',
    Comment text COLLATE "C" NOT NULL DEFAULT '',
    InvoiceMethod text COLLATE "C" NOT NULL DEFAULT '0' CHECK (InvoiceMethod = '0' OR InvoiceMethod = '1' OR InvoiceMethod = '3'),
    InvoiceCompanyName text COLLATE "C" NOT NULL DEFAULT '',
    InvoiceSex text COLLATE "C" NOT NULL DEFAULT 'm' CHECK (InvoiceSex = 'm' OR InvoiceSex = 'f' OR InvoiceSex = 'd' OR InvoiceSex = 'u'),
    InvoiceInitials text COLLATE "C" NOT NULL DEFAULT '',
    InvoiceSurName text COLLATE "C" NOT NULL DEFAULT '',
    InvoiceAddress text COLLATE "C" NOT NULL DEFAULT '',
    InvoiceZipCode text COLLATE "C" NOT NULL DEFAULT '',
    InvoiceCity text COLLATE "C" NOT NULL DEFAULT '',
    InvoiceCountry text COLLATE "C" NOT NULL DEFAULT 'NL',
    InvoiceEmailAddress text COLLATE "C" NOT NULL DEFAULT '',
    ReminderEmailAddress text COLLATE "C" NOT NULL DEFAULT '',
    InvoiceAuthorisation text COLLATE "C" NOT NULL DEFAULT 'no' CHECK (InvoiceAuthorisation IN ('yes', 'no')),
    MandateID text COLLATE "C" NOT NULL DEFAULT '',
    InvoiceDataForPriceQuote text COLLATE "C" NOT NULL DEFAULT 'no' CHECK (InvoiceDataForPriceQuote IN ('yes', 'no')),
    AccountNumber text COLLATE "C" NOT NULL DEFAULT '',
    AccountBIC text COLLATE "C" NOT NULL DEFAULT '',
    AccountName text COLLATE "C" NOT NULL DEFAULT '',
    AccountBank text COLLATE "C" NOT NULL DEFAULT '',
    AccountCity text COLLATE "C" NOT NULL DEFAULT '',
    ActiveLogin text COLLATE "C" NOT NULL DEFAULT 'yes' CHECK (ActiveLogin IN ('yes', 'no')),
    Username text COLLATE "C" NOT NULL DEFAULT '',
    SecurePassword text COLLATE "C" NOT NULL DEFAULT '',
    Password text COLLATE "C" NOT NULL DEFAULT '',
    PasswordExpires text COLLATE "C" NOT NULL DEFAULT '',
    Mailing text COLLATE "C" NOT NULL DEFAULT 'yes' CHECK (Mailing IN ('yes', 'no')),
    Taxable text COLLATE "C" NOT NULL DEFAULT 'auto' CHECK (Taxable = 'auto' OR Taxable = 'yes' OR Taxable = 'no'),
    PeriodicInvoiceDays text COLLATE "C" NOT NULL DEFAULT '-1',
    InvoiceTemplate text COLLATE "C" NOT NULL DEFAULT '0',
    PriceQuoteTemplate text COLLATE "C" NOT NULL DEFAULT '0',
    ReminderTemplate text COLLATE "C" NOT NULL DEFAULT '0',
    SecondReminderTemplate text COLLATE "C" NOT NULL DEFAULT '-1',
    SummationTemplate text COLLATE "C" NOT NULL DEFAULT '0',
    PaymentMail text COLLATE "C" NOT NULL DEFAULT '-1',
    PaymentMailTemplate text COLLATE "C" NOT NULL DEFAULT '0',
    InvoiceCollect text COLLATE "C" NOT NULL DEFAULT '-1',
    DefaultLanguage text COLLATE "C" NOT NULL DEFAULT '',
    ClientareaProfile text COLLATE "C" NOT NULL DEFAULT '0',
    Created text COLLATE "C" NOT NULL,
    Modified text COLLATE "C" NOT NULL,
    Folded text COLLATE "C" NOT NULL,
    MandateDate text COLLATE "C" NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX debtor_code ON debtor(DebtorCode);
CREATE UNIQUE INDEX debtor_username ON debtor(lower(Username)) WHERE Username <> '';
CREATE INDEX debtor_company ON debtor(lower(CompanyName), Identifier);
CREATE INDEX debtor_surname ON debtor(lower(SurName), Identifier);
CREATE INDEX debtor_city ON debtor(lower(City), Identifier);
CREATE INDEX debtor_email ON debtor(lower(EmailAddress), Identifier);
CREATE INDEX debtor_modified ON debtor(Modified, Identifier);
CREATE INDEX debtor_without_login ON debtor(Username, Identifier) WHERE Username = '';
CREATE INDEX debtor_temporary_password ON debtor(PasswordExpires, Identifier) WHERE PasswordExpires <> '';
CREATE INDEX debtor_search ON debtor USING gin (Folded gin_trgm_ops);
CREATE INDEX debtor_grams ON debtor USING gin (balie_grams(Folded));
CREATE TRIGGER debtor_changed_insert AFTER INSERT ON debtor
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('Identifier', 'counted');
CREATE TRIGGER debtor_changed_update AFTER UPDATE ON debtor
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('Identifier', 'counted');
CREATE TRIGGER debtor_changed_delete AFTER DELETE ON debtor
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('Identifier', 'counted');
CREATE TABLE debtor_group (
    GroupId bigint NOT NULL REFERENCES record_group(Identifier) ON DELETE CASCADE,
    RecordId bigint NOT NULL REFERENCES debtor(Identifier) ON DELETE CASCADE,
    PRIMARY KEY (GroupId, RecordId)
);
CREATE INDEX debtor_group_record ON debtor_group(RecordId);
CREATE TRIGGER debtor_group_changed_insert AFTER INSERT ON debtor_group
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('', '');
CREATE TRIGGER debtor_group_changed_update AFTER UPDATE ON debtor_group
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('', '');
CREATE TRIGGER debtor_group_changed_delete AFTER DELETE ON debtor_group
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('', '');
CREATE TABLE product (
    Identifier bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    ProductCode text COLLATE "C" NOT NULL CHECK (ProductCode <> ''),
    ProductName text COLLATE "C" NOT NULL DEFAULT '',
    ProductKeyPhrase text COLLATE "C" NOT NULL DEFAULT '',
    ProductDescription text COLLATE "C" NOT NULL DEFAULT '',
    NumberSuffix text COLLATE "C" NOT NULL DEFAULT '',
    PriceExcl text COLLATE "C" NOT NULL CHECK (PriceExcl <> ''),
    PricePeriod text COLLATE "C" NOT NULL DEFAULT '' CHECK (PricePeriod = '' OR PricePeriod = 'd' OR PricePeriod = 'w' OR PricePeriod = 'm' OR PricePeriod = 'k' OR PricePeriod = 'h' OR PricePeriod = 'j' OR PricePeriod = 't'),
    TaxPercentage text COLLATE "C" NOT NULL DEFAULT '21' CHECK (TaxPercentage <> ''),
    Cost text COLLATE "C" NOT NULL DEFAULT '0',
    ProductType text COLLATE "C" NOT NULL DEFAULT 'other' CHECK (ProductType = 'other' OR ProductType = 'hosting' OR ProductType = 'domain' OR ProductType = 'ssl' OR ProductType = 'vps'),
    ProductTld text COLLATE "C" NOT NULL DEFAULT '',
    PackageID text COLLATE "C" NOT NULL DEFAULT '0',
    HasCustomPrice text COLLATE "C" NOT NULL DEFAULT 'no' CHECK (HasCustomPrice IN ('no', 'period')),
    CustomPrices text COLLATE "C" NOT NULL DEFAULT '',
    Created text COLLATE "C" NOT NULL,
    Modified text COLLATE "C" NOT NULL,
    Folded text COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX product_code ON product(ProductCode);
CREATE INDEX product_name ON product(lower(ProductName), Identifier);
CREATE INDEX product_price ON product((balie_number(PriceExcl)), Identifier);
CREATE INDEX product_modified ON product(Modified, Identifier);
CREATE INDEX product_search ON product USING gin (Folded gin_trgm_ops);
CREATE INDEX product_grams ON product USING gin (balie_grams(Folded));
CREATE TRIGGER product_changed_insert AFTER INSERT ON product
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('Identifier', 'counted');
CREATE TRIGGER product_changed_update AFTER UPDATE ON product
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('Identifier', 'counted');
CREATE TRIGGER product_changed_delete AFTER DELETE ON product
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('Identifier', 'counted');
CREATE TABLE product_group (
    GroupId bigint NOT NULL REFERENCES record_group(Identifier) ON DELETE CASCADE,
    RecordId bigint NOT NULL REFERENCES product(Identifier) ON DELETE CASCADE,
    PRIMARY KEY (GroupId, RecordId)
);
CREATE INDEX product_group_record ON product_group(RecordId);
CREATE TRIGGER product_group_changed_insert AFTER INSERT ON product_group
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('', '');
CREATE TRIGGER product_group_changed_update AFTER UPDATE ON product_group
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('', '');
CREATE TRIGGER product_group_changed_delete AFTER DELETE ON product_group
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('', '');
CREATE TABLE service (
    Identifier bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    Debtor bigint NOT NULL REFERENCES debtor(Identifier),
    DebtorCode text COLLATE "C" NOT NULL,
    ProductId bigint REFERENCES product(Identifier),
    ProductCode text COLLATE "C" NOT NULL DEFAULT '',
    Number text COLLATE "C" NOT NULL DEFAULT '1',
    NumberSuffix text COLLATE "C" NOT NULL DEFAULT '',
    Description text COLLATE "C" NOT NULL DEFAULT '',
    PriceExcl text COLLATE "C" NOT NULL CHECK (PriceExcl <> ''),
    TaxPercentage text COLLATE "C" NOT NULL DEFAULT '21' CHECK (TaxPercentage <> ''),
    DiscountPercentage text COLLATE "C" NOT NULL DEFAULT '0' CHECK (DiscountPercentage <> ''),
    Periods text COLLATE "C" NOT NULL DEFAULT '1',
    Periodic text COLLATE "C" NOT NULL CHECK (Periodic = 'd' OR Periodic = 'w' OR Periodic = 'm' OR Periodic = 'k' OR Periodic = 'h' OR Periodic = 'j' OR Periodic = 't'),
    StartPeriod text COLLATE "C" NOT NULL CHECK (length(StartPeriod) = 10),
    EndPeriod text COLLATE "C" NOT NULL CHECK (length(EndPeriod) = 10),
    NextDate text COLLATE "C" NOT NULL CHECK (length(NextDate) = 10),
    ContractPeriods text COLLATE "C" NOT NULL,
    ContractPeriodic text COLLATE "C" NOT NULL CHECK (ContractPeriodic = 'd' OR ContractPeriodic = 'w' OR ContractPeriodic = 'm' OR ContractPeriodic = 'k' OR ContractPeriodic = 'h' OR ContractPeriodic = 'j' OR ContractPeriodic = 't'),
    StartContract text COLLATE "C" NOT NULL CHECK (length(StartContract) = 10),
    EndContract text COLLATE "C" NOT NULL CHECK (length(EndContract) = 10),
    TerminationDate text COLLATE "C" NOT NULL DEFAULT '' CHECK (length(TerminationDate) IN (0, 10)),
    TerminationCreated text COLLATE "C" NOT NULL DEFAULT '',
    TerminationReason text COLLATE "C" NOT NULL DEFAULT '',
    Reminder text COLLATE "C" NOT NULL DEFAULT '' CHECK (Reminder = '' OR Reminder = 'yes' OR Reminder = 'no'),
    InvoiceAuthorisation text COLLATE "C" NOT NULL DEFAULT 'yes' CHECK (InvoiceAuthorisation IN ('yes', 'no')),
    Created text COLLATE "C" NOT NULL,
    Modified text COLLATE "C" NOT NULL,
    Folded text COLLATE "C" NOT NULL
);
CREATE INDEX service_debtor ON service(Debtor, Identifier);
CREATE INDEX service_product ON service(ProductId, Identifier) WHERE ProductId IS NOT NULL;
CREATE INDEX service_next_date ON service(NextDate, Identifier, TerminationDate, Identifier);
CREATE INDEX service_debtor_code ON service(DebtorCode, Identifier, TerminationDate, Identifier);
CREATE INDEX service_product_code ON service(ProductCode, Identifier, TerminationDate, Identifier);
CREATE INDEX service_description ON service(lower(Description), Identifier, TerminationDate, Identifier);
CREATE INDEX service_modified ON service(Modified, Identifier, TerminationDate, Identifier);
CREATE INDEX service_termination ON service(TerminationDate, Identifier, Identifier);
CREATE FUNCTION service_debtor_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE service SET DebtorCode = new.DebtorCode WHERE Debtor = new.Identifier;
    RETURN NULL;
END
$$;
CREATE TRIGGER service_debtor_renamed AFTER UPDATE OF DebtorCode ON debtor FOR EACH ROW
WHEN (old.DebtorCode <> new.DebtorCode) EXECUTE FUNCTION service_debtor_renamed();
CREATE FUNCTION service_product_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE service SET ProductCode = new.ProductCode WHERE ProductId = new.Identifier;
    RETURN NULL;
END
$$;
CREATE TRIGGER service_product_renamed AFTER UPDATE OF ProductCode ON product FOR EACH ROW
WHEN (old.ProductCode <> new.ProductCode) EXECUTE FUNCTION service_product_renamed();
CREATE INDEX service_search ON service USING gin (Folded gin_trgm_ops);
CREATE INDEX service_grams ON service USING gin (balie_grams(Folded));
CREATE TRIGGER service_changed_insert AFTER INSERT ON service
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('Identifier', 'counted');
CREATE TRIGGER service_changed_update AFTER UPDATE ON service
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('Identifier', 'counted');
CREATE TRIGGER service_changed_delete AFTER DELETE ON service
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('Identifier', 'counted');
CREATE TABLE m4_currency (
    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    code text COLLATE "C" NOT NULL UNIQUE CHECK (code <> ''),
    rate text COLLATE "C" NOT NULL DEFAULT '1'
);
CREATE TRIGGER m4_currency_changed_insert AFTER INSERT ON m4_currency
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('id', '');
CREATE TRIGGER m4_currency_changed_update AFTER UPDATE ON m4_currency
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('id', '');
CREATE TRIGGER m4_currency_changed_delete AFTER DELETE ON m4_currency
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('id', '');
CREATE TABLE m4_direction (
    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    code text COLLATE "C" NOT NULL UNIQUE CHECK (code <> ''),
    name text COLLATE "C" NOT NULL CHECK (name <> '')
);
CREATE TRIGGER m4_direction_changed_insert AFTER INSERT ON m4_direction
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('id', '');
CREATE TRIGGER m4_direction_changed_update AFTER UPDATE ON m4_direction
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('id', '');
CREATE TRIGGER m4_direction_changed_delete AFTER DELETE ON m4_direction
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('id', '');
CREATE TABLE m4_number_pool (
    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    name text COLLATE "C" NOT NULL CHECK (name <> '')
);
CREATE TRIGGER m4_number_pool_changed_insert AFTER INSERT ON m4_number_pool
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('id', '');
CREATE TRIGGER m4_number_pool_changed_update AFTER UPDATE ON m4_number_pool
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('id', '');
CREATE TRIGGER m4_number_pool_changed_delete AFTER DELETE ON m4_number_pool
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('id', '');
CREATE TABLE m4_user (
    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    username text COLLATE "C" NOT NULL CHECK (username <> ''),
    usertype text COLLATE "C" NOT NULL DEFAULT 'user' CHECK (usertype = 'admin' OR usertype = 'manager' OR usertype = 'user'),
    password_hash text COLLATE "C" NOT NULL DEFAULT '',
    first_name text COLLATE "C" NOT NULL DEFAULT '',
    last_name text COLLATE "C" NOT NULL DEFAULT '',
    balance text COLLATE "C" NOT NULL DEFAULT '0' CHECK (balance <> ''),
    blocked text COLLATE "C" NOT NULL DEFAULT '0' CHECK (blocked IN ('0', '1')),
    tariff_id bigint,
    owner_id bigint NOT NULL DEFAULT 0,
    user_status text COLLATE "C" NOT NULL DEFAULT '',
    hidden text COLLATE "C" NOT NULL DEFAULT '0' CHECK (hidden IN ('0', '1')),
    clientid text COLLATE "C" NOT NULL DEFAULT '',
    agreement_number text COLLATE "C" NOT NULL DEFAULT '',
    agreement_date text COLLATE "C" NOT NULL DEFAULT '' CHECK (length(agreement_date) IN (0, 10)),
    language text COLLATE "C" NOT NULL DEFAULT 'en',
    taxation_country bigint REFERENCES m4_direction(id),
    vat_number text COLLATE "C" NOT NULL DEFAULT '',
    accounting_number text COLLATE "C" NOT NULL DEFAULT '',
    currency_id bigint NOT NULL DEFAULT 1 REFERENCES m4_currency(id),
    call_limit text COLLATE "C" NOT NULL DEFAULT '0',
    responsible_manager_id bigint REFERENCES m4_user(id),
    hide_non_answered_calls text COLLATE "C" NOT NULL DEFAULT '0' CHECK (hide_non_answered_calls IN ('0', '1')),
    block_at text COLLATE "C" NOT NULL DEFAULT '' CHECK (length(block_at) IN (0, 10)),
    block_at_conditional text COLLATE "C" NOT NULL DEFAULT '',
    block_conditional_use text COLLATE "C" NOT NULL DEFAULT '0' CHECK (block_conditional_use IN ('0', '1')),
    warning_email_active text COLLATE "C" NOT NULL DEFAULT '0' CHECK (warning_email_active IN ('0', '1')),
    warning_email_balance text COLLATE "C" NOT NULL DEFAULT '0',
    warning_email_hour text COLLATE "C" NOT NULL DEFAULT '-1',
    generate_invoice text COLLATE "C" NOT NULL DEFAULT '1' CHECK (generate_invoice IN ('0', '1')),
    enable_static_source_list text COLLATE "C" NOT NULL DEFAULT 'no' CHECK (enable_static_source_list = 'no' OR enable_static_source_list = 'blacklist' OR enable_static_source_list = 'whitelist'),
    static_source_list_id bigint REFERENCES m4_number_pool(id),
    enable_static_list text COLLATE "C" NOT NULL DEFAULT 'no' CHECK (enable_static_list = 'no' OR enable_static_list = 'blacklist' OR enable_static_list = 'whitelist'),
    static_list_id bigint REFERENCES m4_number_pool(id),
    comment text COLLATE "C" NOT NULL DEFAULT '',
    address text COLLATE "C" NOT NULL DEFAULT '',
    city text COLLATE "C" NOT NULL DEFAULT '',
    postcode text COLLATE "C" NOT NULL DEFAULT '',
    county text COLLATE "C" NOT NULL DEFAULT '',
    state text COLLATE "C" NOT NULL DEFAULT '',
    direction_id bigint REFERENCES m4_direction(id),
    phone text COLLATE "C" NOT NULL DEFAULT '',
    mob_phone text COLLATE "C" NOT NULL DEFAULT '',
    fax text COLLATE "C" NOT NULL DEFAULT '',
    email text COLLATE "C" NOT NULL DEFAULT '',
    tax1_name text COLLATE "C" NOT NULL DEFAULT '',
    tax1_value text COLLATE "C" NOT NULL DEFAULT '0',
    tax1_enabled text COLLATE "C" NOT NULL DEFAULT '1' CHECK (tax1_enabled = '1'),
    tax2_name text COLLATE "C" NOT NULL DEFAULT '',
    tax2_value text COLLATE "C" NOT NULL DEFAULT '0',
    tax2_enabled text COLLATE "C" NOT NULL DEFAULT '0' CHECK (tax2_enabled IN ('0', '1')),
    tax3_name text COLLATE "C" NOT NULL DEFAULT '',
    tax3_value text COLLATE "C" NOT NULL DEFAULT '0',
    tax3_enabled text COLLATE "C" NOT NULL DEFAULT '0' CHECK (tax3_enabled IN ('0', '1')),
    tax4_name text COLLATE "C" NOT NULL DEFAULT '',
    tax4_value text COLLATE "C" NOT NULL DEFAULT '0',
    tax4_enabled text COLLATE "C" NOT NULL DEFAULT '0' CHECK (tax4_enabled IN ('0', '1')),
    can_edit_users text COLLATE "C" NOT NULL DEFAULT '0' CHECK (can_edit_users IN ('0', '1')),
    only_assigned_users text COLLATE "C" NOT NULL DEFAULT '0' CHECK (only_assigned_users IN ('0', '1')),
    Folded text COLLATE "C" NOT NULL,
    did_count bigint NOT NULL DEFAULT 0,
    call_count bigint NOT NULL DEFAULT 0,
    payment_count bigint NOT NULL DEFAULT 0,
    invoice_count bigint NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX m4_user_username ON m4_user(lower(username));
CREATE INDEX m4_user_first_name ON m4_user(lower(first_name), id);
CREATE INDEX m4_user_accounting_number ON m4_user(accounting_number, id);
CREATE INDEX m4_user_balance ON m4_user((balie_number(balance)), id);
CREATE INDEX m4_user_blocked ON m4_user(blocked, id);
CREATE INDEX m4_user_block_at ON m4_user(block_at, id);
CREATE INDEX m4_user_staff ON m4_user(usertype, id) WHERE usertype <> 'user';
CREATE INDEX m4_user_manager ON m4_user(responsible_manager_id, id) WHERE responsible_manager_id IS NOT NULL;
CREATE INDEX m4_user_search ON m4_user USING gin (Folded gin_trgm_ops);
CREATE INDEX m4_user_grams ON m4_user USING gin (balie_grams(Folded));
CREATE TRIGGER m4_user_changed_insert AFTER INSERT ON m4_user
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('id', 'counted');
CREATE TRIGGER m4_user_changed_update AFTER UPDATE ON m4_user
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('id', 'counted');
CREATE TRIGGER m4_user_changed_delete AFTER DELETE ON m4_user
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('id', 'counted');
CREATE TABLE api_key (
    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    name text COLLATE "C" NOT NULL CHECK (name <> ''),
    hash text COLLATE "C" NOT NULL CHECK (length(hash) = 64),
    read_only text COLLATE "C" NOT NULL DEFAULT '0' CHECK (read_only IN ('0', '1')),
    networks text COLLATE "C" NOT NULL DEFAULT '',
    created text COLLATE "C" NOT NULL,
    revoked text COLLATE "C" NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX api_key_name ON api_key(name) WHERE revoked = '';
CREATE TRIGGER api_key_changed_insert AFTER INSERT ON api_key
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('id', '');
CREATE TRIGGER api_key_changed_update AFTER UPDATE ON api_key
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('id', '');
CREATE TRIGGER api_key_changed_delete AFTER DELETE ON api_key
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('id', '');
CREATE TABLE m4_account (
    name text COLLATE "C" PRIMARY KEY CHECK (name <> ''),
    secret_file text COLLATE "C" NOT NULL CHECK (secret_file <> ''),
    allows_api text COLLATE "C" NOT NULL DEFAULT '1' CHECK (allows_api IN ('0', '1')),
    allows_get text COLLATE "C" NOT NULL DEFAULT '0' CHECK (allows_get IN ('0', '1')),
    manager_id bigint REFERENCES m4_user(id),
    created text COLLATE "C" NOT NULL
);
CREATE TRIGGER m4_account_changed_insert AFTER INSERT ON m4_account
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('', '');
CREATE TRIGGER m4_account_changed_update AFTER UPDATE ON m4_account
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('', '');
CREATE TRIGGER m4_account_changed_delete AFTER DELETE ON m4_account
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('', '');
CREATE TABLE answered_request (
    caller text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL CHECK (key <> ''),
    fingerprint text COLLATE "C" NOT NULL,
    answer text COLLATE "C" NOT NULL,
    created text COLLATE "C" NOT NULL,
    PRIMARY KEY (caller, key)
);
CREATE INDEX answered_request_created ON answered_request(created);
CREATE TABLE mail_outbox (
    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    created text COLLATE "C" NOT NULL,
    message_id text COLLATE "C" NOT NULL DEFAULT '',
    recipient text COLLATE "C" NOT NULL CHECK (recipient <> ''),
    subject text COLLATE "C" NOT NULL,
    body text COLLATE "C" NOT NULL,
    secret text COLLATE "C" NOT NULL DEFAULT '',
    state text COLLATE "C" NOT NULL DEFAULT 'waiting' CHECK (state = 'waiting' OR state = 'sending' OR state = 'sent' OR state = 'failed'),
    attempts bigint NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    next_attempt text COLLATE "C" NOT NULL DEFAULT '',
    lease_until text COLLATE "C" NOT NULL DEFAULT '',
    last_attempt text COLLATE "C" NOT NULL DEFAULT '',
    last_error text COLLATE "C" NOT NULL DEFAULT '',
    debtor bigint
);
CREATE INDEX mail_outbox_state ON mail_outbox(state, next_attempt, id);
CREATE INDEX mail_outbox_debtor ON mail_outbox(debtor, id) WHERE debtor IS NOT NULL;
CREATE TRIGGER mail_outbox_changed_insert AFTER INSERT ON mail_outbox
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('id', '');
CREATE TRIGGER mail_outbox_changed_update AFTER UPDATE ON mail_outbox
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('id', '');
CREATE TRIGGER mail_outbox_changed_delete AFTER DELETE ON mail_outbox
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('id', '');
CREATE TABLE mail_template (
    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    name text COLLATE "C" NOT NULL CHECK (name <> ''),
    subject text COLLATE "C" NOT NULL CHECK (subject <> ''),
    body text COLLATE "C" NOT NULL
);
CREATE TRIGGER mail_template_changed_insert AFTER INSERT ON mail_template
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('id', '');
CREATE TRIGGER mail_template_changed_update AFTER UPDATE ON mail_template
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('id', '');
CREATE TRIGGER mail_template_changed_delete AFTER DELETE ON mail_template
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT
EXECUTE FUNCTION balie_changed('id', '');
CREATE TABLE journal_entry (
    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    moment text COLLATE "C" NOT NULL,
    actor text COLLATE "C" NOT NULL,
    proof text COLLATE "C" NOT NULL CHECK (proof = 'user' OR proof = 'key' OR proof = 'account' OR proof = 'claimed'),
    origin text COLLATE "C" NOT NULL DEFAULT '',
    address text COLLATE "C" NOT NULL DEFAULT '',
    terminal text COLLATE "C" NOT NULL DEFAULT '',
    action text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL DEFAULT '',
    record bigint,
    intent text COLLATE "C" NOT NULL DEFAULT '',
    reason text COLLATE "C" NOT NULL DEFAULT '',
    ticket text COLLATE "C" NOT NULL DEFAULT '',
    salt text COLLATE "C" NOT NULL DEFAULT '',
    changes text COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX journal_entry_record ON journal_entry(kind, record, id) WHERE record IS NOT NULL;
CREATE TABLE journal_seal (
    sequence bigint PRIMARY KEY,
    entry bigint NOT NULL UNIQUE,
    contents text COLLATE "C" NOT NULL CHECK (length(contents) = 64),
    previous text COLLATE "C" NOT NULL CHECK (length(previous) = 64),
    digest text COLLATE "C" NOT NULL CHECK (length(digest) = 64)
);
