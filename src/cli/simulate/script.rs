//! What simulated customers say and staff answer, turn by turn.

/// One turn: the customer's words and the answer.
pub(super) type Turn = (&'static str, &'static str);

/// Chats in the languages of a shop's customers.
pub(super) const CHATS: &[&[Turn]] = &[
    &[
        (
            "Hello, I ordered two pairs of shoes last week and the tracking page has not moved since Tuesday.",
            "Thank you for writing. Order 48213 left our warehouse on Tuesday; the carrier shows it in Lyon.",
        ),
        ("Can it still arrive before Saturday?", "Yes, delivery is planned for tomorrow before noon."),
        ("Perfect, thank you 🙏", "You're welcome. Enjoy the shoes!"),
        ("One more thing: can I return one pair in your store?", "Of course, within 30 days and with the receipt."),
    ],
    &[
        ("Hi! Do you have the blue backpack in stock in the Lyon store?", "Three are left; shall I put one aside?"),
        ("Yes please, I will come after 6 pm.", "It is at the counter under your name until closing time at 8 pm."),
        ("Great.", "See you tonight."),
        ("Is there parking nearby?", "The garage at the station is two minutes away."),
    ],
    &[
        (
            "Hola, necesito cambiar la dirección de entrega de mi pedido, ¿todavía es posible?",
            "Sí, el pedido aún no ha salido. ¿Cuál es la nueva dirección?",
        ),
        ("Calle Mayor 12, 28013 Madrid", "Listo, la dirección está cambiada."),
        ("¡Muchas gracias!", "A usted. Que tenga un buen día."),
        ("¿Cuándo llega?", "El jueves por la mañana."),
    ],
    &[
        (
            "Boa tarde, a fatura de março está errada: são duas licenças, não três.",
            "Obrigado pelo aviso. Corrigimos a fatura e enviamos de novo hoje.",
        ),
        ("O valor pago a mais volta para o cartão?", "Sim, em até cinco dias úteis."),
        ("Combinado.", "Qualquer dúvida, estamos aqui."),
        ("Recebi, tudo certo agora.", "Ótimo!"),
    ],
    &[
        ("Guten Tag, welche Öffnungszeiten haben Sie an Feiertagen?", "An Feiertagen ist von 10 bis 14 Uhr geöffnet."),
        ("Auch am 26. Dezember?", "Am 26. Dezember bleibt der Laden geschlossen."),
        ("Schade, danke für die Auskunft.", "Gerne."),
        ("Kann ich online bestellen?", "Ja, Lieferungen gehen am 27. wieder hinaus."),
    ],
    &[
        (
            "My refund was approved, but my bank does not show it. What is the reference number?",
            "The reference is RF-20931; banks take up to five working days.",
        ),
        ("It has been seven days.", "I have asked our accounting; you will hear from us today."),
        ("I am not happy about this.", "I understand, and I am sorry for the trouble."),
        ("ok thanks", "Thank you for your patience."),
    ],
];

/// Names of customers.
pub(super) const NAMES: &[&str] = &[
    "Sheena Nelson",
    "Marta Vidal",
    "João Ferreira",
    "Anke Brandt",
    "Camille Roux",
    "Omar Haddad",
    "Priya Nair",
    "Tomasz Zieliński",
    "Aiko Tanaka",
    "Ngozi Okafor",
    "Luca Moretti",
    "Eva Novák",
];
