package parse

import "secondwind/internal/training"

// The headers of the columns that count, as phrase has them: those that exports
// were seen with. In other languages the places of the columns decide.
var (
	fileHeaders = phrases(
		"filename", "Dateiname", "Nom du fichier", "Nombre del archivo", "Nombre de archivo", "Nome file", "Nome do arquivo",
		"Bestandsnaam", "Filnamn", "Filnavn", "Tiedostonimi", "Nazwa pliku", "Název souboru", "Имя файла", "Назва файлу",
		"ファイル名", "파일 이름", "文件名", "檔案名稱", "Dosya adı",
	)
	nameHeaders = phrases(
		"name", "Activity Name", "Name der Aktivität", "Nom de l'activité", "Nom d'activité", "Nombre de la actividad",
		"Nome attività", "Nome dell'attività", "Nome da atividade", "Naam activiteit", "Název aktivity", "Nazwa aktywności",
		"アクティビティ名", "활동 이름", "活动名称", "活動名稱",
	)
	kindHeaders = phrases(
		"type", "Activity Type", "Sport Type", "Aktivitätsart", "Type d'activité", "Tipo de actividad", "Tipo di attività",
		"Tipo attività", "Tipo de atividade", "Activiteitstype", "Typ aktivity", "Typ aktywności",
		"アクティビティタイプ", "활동 유형", "活动类型", "活動類型",
	)
	// Not "Gear" nor "Bike": these are columns of numbers far to the right.
	gearHeaders = phrases(
		"Activity Gear", "Aktivitätsausrüstung", "Matériel utilisé pour l'activité", "Equipo de la actividad",
		"Vybavení na aktivitu",
	)
)

func phrases(texts ...string) map[string]bool {
	set := make(map[string]bool, len(texts))
	for _, t := range texts {
		set[phrase(t)] = true
	}
	return set
}

// listedSport names a sport by the word of a list of activities; a word that
// nobody knows names none.
func listedSport(word string) (training.Sport, training.SubSport) {
	if s, known := listedSports[phrase(word)]; known {
		return s.sport, s.subSport
	}
	return sportOfType(word)
}

// listedSports are the words for the sports that the product tells apart, in
// the languages that Strava speaks, as phrase has them. Words that mean a run
// in one language and something else in another are left out. English words
// that GPX files use as well are in gpxTypes.
var listedSports = func() map[string]sportPair {
	words := make(map[string]sportPair)
	for _, group := range sportWords {
		for _, w := range group.words {
			words[phrase(w)] = group.sport
		}
	}
	return words
}()

var sportWords = [...]struct {
	sport sportPair
	words []string
}{
	{sportPair{sport: training.Running}, []string{
		"Lauf", "Laufen", "Course à pied", "Course", "Carrera", "Carrera a pie", "Correr", "Corsa", "Corrida", "Cursa",
		"Hardloopsessie", "Hardlopen", "Löpning", "Löptur", "Löprunda", "Löppass", "Løb", "Løbetur", "Løping", "Løpetur", "Løpeøkt",
		"Juoksu", "Juoksulenkki", "Bieg", "Bieganie", "Běh", "Beh", "Забег", "Бег", "Пробежка", "Біг", "Забіг", "Пробіжка",
		"ラン", "ランニング", "달리기", "러닝", "跑步", "Koşu", "Lari", "Larian", "Chạy bộ", "Chạy", "วิ่ง", "Futás", "Τρέξιμο", "Alergare",
		"Trčanje",
	}},
	{sportPair{training.Running, training.Trail}, []string{
		"Traillauf", "Trail", "Course à pied en sentier", "Course en sentier", "Carrera de montaña", "Carrera por montaña",
		"Carrera de trail", "Corsa su sentiero", "Corsa trail", "Corrida em trilha", "Corrida de trilha", "Corrida de trail",
		"Trailrunning", "Traillöpning", "Terränglöpning", "Trailløb", "Terrengløping", "Terrengløp", "Stiløping", "Polkujuoksu",
		"Bieg terenowy", "Bieg przełajowy", "Bieg trailowy", "Běh v terénu", "Terénní běh", "Trailový běh", "Трейл", "Трейлраннинг",
		"Трейловый забег", "Трейловий біг", "トレイルラン", "トレイルランニング", "トレラン", "트레일 러닝", "트레일 달리기", "트레일 런",
		"越野跑", "Patika koşusu", "Arazi koşusu", "Lari trail", "Lari lintas alam", "Chạy địa hình", "Chạy trail", "Terepfutás",
	}},
	{sportPair{training.Running, training.Virtual}, []string{
		"Virtueller Lauf", "Virtuelles Laufen", "Course à pied virtuelle", "Course virtuelle", "Carrera virtual", "Corsa virtuale",
		"Corrida virtual", "Virtuele hardloopsessie", "Virtueel hardlopen", "Virtuell löpning", "Virtuellt löppass", "Virtuelt løb",
		"Virtuel løbetur", "Virtuell løpetur", "Virtuell løping", "Virtuelt løp", "Virtuaalijuoksu", "Bieg wirtualny", "Wirtualny bieg",
		"Virtuální běh", "Виртуальный забег", "Виртуальный бег", "Віртуальний біг", "バーチャルラン", "バーチャルランニング",
		"가상 달리기", "가상 러닝", "虚拟跑步", "虛擬跑步", "Sanal koşu", "Lari virtual",
	}},
	{sportPair{sport: training.Walking}, []string{
		"Spaziergang", "Gehen", "Marche", "Caminata", "Caminar", "Paseo", "Camminata", "Passeggiata", "Caminhada", "Caminada",
		"Wandeling", "Wandelen", "Promenad", "Gåtur", "Spasertur", "Kävely", "Spacer", "Chód", "Chůze", "Procházka", "Chôdza",
		"Prechádzka", "Ходьба", "Прогулка", "Прогулянка", "ウォーキング", "ウォーク", "散歩", "걷기", "步行", "健走", "散步", "Yürüyüş",
		"Jalan", "Jalan kaki", "Đi bộ", "เดิน", "Séta", "Gyaloglás", "Περπάτημα", "Plimbare",
	}},
	{sportPair{sport: training.Hiking}, []string{
		"Wanderung", "Wandern", "Randonnée", "Randonnée pédestre", "Rando", "Senderismo", "Excursión", "Excursionismo", "Escursione",
		"Escursionismo", "Trilha", "Hiken", "Bergwandeling", "Vandring", "Vandretur", "Fottur", "Fjelltur", "Vaellus", "Patikointi",
		"Wędrówka", "Piesza wycieczka", "Wycieczka piesza", "Turistika", "Pěší turistika", "Túra", "Поход", "Хайкинг", "Похід",
		"ハイキング", "ハイク", "登山", "하이킹", "등산", "徒步", "远足", "遠足", "健行", "Doğa yürüyüşü", "Mendaki", "Pendakian",
		"Đi bộ đường dài", "Túrázás", "Πεζοπορία", "Drumeție",
	}},
	{sportPair{sport: training.Cycling}, []string{
		"Radfahrt", "Radfahren", "Vélo", "Sortie à vélo", "Sortie vélo", "Cyclisme", "Ciclismo", "Bicicleta", "Vuelta en bicicleta",
		"Salida en bicicleta", "Pedalada", "Pedalata", "Giro in bici", "Uscita in bici", "Volta de bicicleta", "Fietsrit", "Rit",
		"Fietsen", "Fietstocht", "Cykling", "Cykeltur", "Cykelpass", "Sykkeltur", "Sykling", "Pyöräily", "Pyörälenkki", "Jazda",
		"Jazda na rowerze", "Jazda rowerem", "Kolarstwo", "Jízda", "Jízda na kole", "Cyklistika", "Велозаезд", "Заезд", "Велосипед",
		"Велозаїзд", "Їзда на велосипеді", "ライド", "サイクリング", "라이딩", "라이드", "자전거", "사이클링", "骑行", "骑车", "騎乘", "騎行",
		"騎車", "Sürüş", "Bisiklet", "Bisiklet sürüşü", "Bersepeda", "Sepeda", "Đạp xe", "ปั่นจักรยาน", "Kerékpározás", "Ποδηλασία",
		"Ciclism", "Handcycle", "Velomobile",
	}},
	{sportPair{training.Cycling, training.Virtual}, []string{
		"Virtuelle Radfahrt", "Vélo virtuel", "Sortie à vélo virtuelle", "Ciclismo virtual", "Ciclismo virtuale", "Pedalada virtual",
		"Virtuele fietsrit", "Virtuell cykling", "Virtuální jízda", "バーチャルライド", "虚拟骑行", "虛擬騎乘",
	}},
	{sportPair{training.Cycling, "mountain"}, []string{"Mountain bike ride", "Mountainbike-Fahrt", "Mountainbiken", "VTT"}},
	{sportPair{training.Cycling, "gravel_cycling"}, []string{"Gravel ride", "Gravelbike-Fahrt", "Gravelrit", "Gravel"}},
	{sportPair{training.Cycling, "e_bike_fitness"}, []string{"E-bike ride", "EBikeRide", "E-Bike-Fahrt", "E-fietsrit"}},
	{sportPair{sport: training.Swimming}, []string{
		"Schwimmen", "Natation", "Natación", "Nuoto", "Natação", "Zwemmen", "Zwemsessie", "Simning", "Svømning", "Svømming",
		"Svømmetur", "Uinti", "Pływanie", "Plavání", "Plávanie", "Плавание", "Заплыв", "Плавання", "水泳", "スイム", "수영", "游泳",
		"Yüzme", "Renang", "Berenang", "Bơi", "Bơi lội", "ว่ายน้ำ", "Úszás", "Κολύμβηση", "Înot",
	}},
	{sportPair{sport: "training"}, []string{"Workout", "Crossfit"}},
	{sportPair{"training", "strength_training"}, []string{
		"Weight training", "Krafttraining", "Gewichtstraining", "Musculation", "Entrenamiento de fuerza", "Allenamento con i pesi",
		"Treino de força", "Krachttraining", "Styrketräning", "Styrketræning", "Styrketrening", "Posilování", "力量训练",
	}},
	{sportPair{"training", "yoga"}, []string{"Yoga"}},
	{sportPair{"fitness_equipment", "elliptical"}, []string{"Elliptical", "Crosstrainer", "Elliptique"}},
	{sportPair{sport: "cross_country_skiing"}, []string{"Nordic ski", "Langlauf", "Ski de fond", "Langlaufen"}},
	{sportPair{sport: "alpine_skiing"}, []string{"Alpine ski", "Ski alpin", "Skifahren"}},
	{sportPair{sport: "snowshoeing"}, []string{"Snowshoe", "Schneeschuhwandern"}},
	{sportPair{sport: "rowing"}, []string{"Rudern", "Aviron", "Roeien"}},
}
