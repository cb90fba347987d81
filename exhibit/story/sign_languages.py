"""Sign languages by their ISO 639-3 codes, named as their own communities write the name."""
SIGN_LANGUAGES: dict[str, str] = {
    "vgt": "Vlaamse Gebarentaal (VGT)", "sfb": "Langue des signes de Belgique francophone (LSFB)", "gsg": "Deutsche Gebärdensprache (DGS)",
    "dse": "Nederlandse Gebarentaal (NGT)", "fsl": "Langue des signes française (LSF)", "bfi": "British Sign Language (BSL)", "isg": "Irish Sign Language (ISL)",
    "ils": "International Sign", "ase": "American Sign Language (ASL)", "ssp": "Lengua de signos española (LSE)", "csn": "Lengua de señas colombiana (LSC)",
    "psr": "Língua gestual portuguesa (LGP)", "bzs": "Língua brasileira de sinais (Libras)", "ukl": "Українська жестова мова (УЖМ)", "rsl": "Русский жестовый язык (РЖЯ)",
    "nsp": "नेपाली सांकेतिक भाषा", "pks": "پاکستانی اشاروں کی زبان", "esl": "لغة الإشارة المصرية", "xms": "لغة الإشارة المغربية", "sfs": "South African Sign Language (SASL)",
}
